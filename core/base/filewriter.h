// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <sys/types.h>
#include <utility>

// The one way in which Heard writes files (a gate holds everything else to it). QSaveFile of Qt 6.4 forgets that the last flush of a
// small file failed, and gives an empty file its name; here each step is asked whether it went well, and only then comes the name.

namespace heard {

/** Who may read a file that is made. A file that is replaced keeps its rights, unless it is made for its owner only. */
enum class FileRights {
    Usual,     ///< as the person's umask says
    OwnerOnly, ///< 0600 from its first moment
};

/**
 * Writes one file, whole or not at all: beside its place under a name of its own, made durable, then renamed. Until commit() says yes, what
 * stood there stays as it was; without one, the half-written file goes with this object. A link is followed, so that it stays a link.
 * What is no file (a pipe, a device, `/dev/stdout`) is written to as it comes, since it can neither be kept nor replaced.
 *
 * Where a person never meant to write is refused: Usage "out-in-vault", "out-is-input", "out-is-device" (keptplaces.h).
 *
 * Errors, of every function here, say what to do: Full "disk-full" (also over a quota) or "file-too-large" (more than one file of this disk
 * can hold); Refused "cannot-write" (no right to) or "disk-read-only"; NotFound "folder-missing"; Internal "disk-error" (the disk failed).
 */
class FileWriter
{
public:
    struct Options
    {
        FileRights rights = FileRights::Usual;
        /** False where many files are written into one folder: its names become durable with one syncFolder() after them. */
        bool syncName = true;
        /** A person said where; then it never goes onto the vault or what was just read (keptplaces.h). False for the vault's own files. */
        bool asked = true;
    };

    [[nodiscard]] static Result<FileWriter> open(const QString &path, Options options);
    [[nodiscard]] static Result<FileWriter> open(const QString &path, FileRights rights = FileRights::Usual)
    {
        return open(path, Options{.rights = rights});
    }
    FileWriter(FileWriter &&other) noexcept;
    FileWriter &operator=(FileWriter &&) = delete;
    FileWriter(const FileWriter &) = delete;
    FileWriter &operator=(const FileWriter &) = delete;
    ~FileWriter();

    /** All of @p bytes, after what was written before. Once this has failed, commit() gives the same error. */
    [[nodiscard]] Result<> write(QByteArrayView bytes);
    /** Gives the file its name. Only when this went well is anything saved. */
    [[nodiscard]] Result<> commit();

private:
    FileWriter() = default;
    [[nodiscard]] Result<> openDirectly(const QByteArray &path);
    [[nodiscard]] Result<> openBeside(mode_t mode);
    [[nodiscard]] Result<> failed(int why, const char *step);
    [[nodiscard]] int rename() const;
    void drop();

    int m_fd = -1;
    QByteArray m_target;    ///< where the file comes to lie, links followed; empty when it is written to as it comes
    QByteArray m_temporary; ///< where it lies until then; empty when nothing has to be removed
    bool m_syncName = true;
    qint64 m_size = 0;
    Result<> m_state;
};

/** The same in one call. */
[[nodiscard]] Result<> saveFile(const QString &path, QByteArrayView bytes, FileRights rights = FileRights::Usual);

/** A new file with nothing in it, for its owner only, for a library that opens it by its name. Refused "cannot-write" when it is there. */
[[nodiscard]] Result<> makeEmptyFile(const QString &path);

/** A folder and those above it, if they are not there yet. */
[[nodiscard]] Result<> makeFolder(const QString &path, FileRights rights = FileRights::Usual);

/** A folder for its owner only, under a name of its own; it goes with this object, and all that is in it. */
class TemporaryFolder
{
public:
    /** @p stem and six letters or digits. */
    [[nodiscard]] static Result<TemporaryFolder> make(const QString &stem);
    TemporaryFolder(TemporaryFolder &&other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    TemporaryFolder &operator=(TemporaryFolder &&) = delete;
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    ~TemporaryFolder();

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString filePath(const QString &name) const { return m_path + u'/' + name; }
    /** It got another name, or shall stay. */
    void keep() { m_path.clear(); }

private:
    explicit TemporaryFolder(QString path) : m_path(std::move(path)) {}
    QString m_path;
};

/** Makes the names in a folder durable (fsync; file systems that know no such thing are content). */
[[nodiscard]] Result<> syncFolder(const QString &folder);

/** What an errno of writing means for a person. @p step is for the log and holds no path, which can hold a name. */
[[nodiscard]] Error writeError(int why, const char *step);

} // namespace heard
