// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/folderlock.h"
#include "store/sqlerror.h"
#include "store/store.h"

#include <QFileDevice>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>
#include <initializer_list>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace heard {

inline constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/** A bound value: Qt binds a null QByteArray as SQL NULL, but empty bytes are bytes here. */
inline QVariant blob(const QByteArray &bytes)
{
    return bytes.isNull() ? QVariant(QByteArray("", 0)) : QVariant(bytes);
}

inline QVariant blob(const Id &id)
{
    return id.toBytes();
}

/** The connection and its statements: what opening (store.cpp) and reading and writing (store_rows.cpp) share. */
class Store::Private
{
public:
    ~Private() { close(); }

    Result<> openDatabase(const StoreOptions &options);
    Result<> useWal();
    void close();

    /** A statement that has run; reset when it goes out of scope, so that nothing stays open between calls. */
    class Rows
    {
    public:
        Rows(Private *owner, QSqlQuery *query) : m_owner(owner), m_query(query) {}
        Rows(Rows &&other) noexcept : m_owner(other.m_owner), m_query(std::exchange(other.m_query, nullptr)) {}
        Rows(const Rows &) = delete;
        Rows &operator=(const Rows &) = delete;
        Rows &operator=(Rows &&) = delete;
        ~Rows()
        {
            if (m_query)
                m_query->finish();
        }

        /** The next row, or no more. */
        Result<bool> next()
        {
            if (m_query->next())
                return true;
            if (m_query->lastError().isValid())
                return std::unexpected(m_owner->errorOf(m_query->lastError()));
            return false;
        }
        [[nodiscard]] QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
        [[nodiscard]] qint64 number(int column) const { return m_query->value(column).toLongLong(); }
        [[nodiscard]] QString text(int column) const { return m_query->value(column).toString(); }
        [[nodiscard]] Result<Id> id(int column) const
        {
            if (const auto id = Id::fromBytes(bytes(column)))
                return *id;
            return std::unexpected(vaultDamaged(QStringLiteral("an id is not 16 bytes")));
        }
        [[nodiscard]] qint64 changed() const { return m_query->numRowsAffected(); }

    private:
        Private *m_owner;
        QSqlQuery *m_query;
    };

    /** Prepares @p sql once, binds and runs it. */
    Result<Rows> run(std::string_view sql, std::initializer_list<QVariant> values = {});
    Result<> write(std::string_view sql, std::initializer_list<QVariant> values = {});
    /** The first column of the first row, or nothing. */
    Result<std::optional<QByteArray>> one(std::string_view sql, std::initializer_list<QVariant> values = {});
    Result<qint64> number(std::string_view sql, std::initializer_list<QVariant> values = {});
    Result<QList<StoredCommit>> commits(const Id &circle, std::string_view sql, std::initializer_list<QVariant> values);
    Result<> knowCircle(const Id &circle);
    [[nodiscard]] QString blobFile(const QByteArray &name) const;
    /** Removes the files of @p names that no row names any more. */
    Result<> dropBlobFiles(const QList<QByteArray> &names);
    /** Removes what a process that was cut short left in `blobs/`. */
    Result<> sweepBlobs();
    Error errorOf(const QSqlError &error);
    /** An error when the vault's file is not any more the one that was opened (taken away, or its folder moved). */
    [[nodiscard]] Result<> stillThere() const;

    QString folder;
    /** Device and number of the file that was opened. */
    std::optional<std::pair<quint64, quint64>> file;
    std::unique_ptr<FolderLock> lock;
    QString connection;
    QSqlDatabase database;
    std::map<std::string_view, std::unique_ptr<QSqlQuery>> statements;
    int depth = 0;
    /** Set when SQLite may have rolled back by itself: what follows in the same transaction would otherwise be saved alone. */
    std::optional<Error> doomed;
    /** Circles known to be in the file: an import of many commits asks once. Forgotten at every rollback. */
    QSet<Id> knownCircles;
};

} // namespace heard
