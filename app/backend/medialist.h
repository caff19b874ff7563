// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"
#include "sync/attachments.h"
#include "syncrunner.h"

#include <QAbstractListModel>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** Pictures, sounds and films of a circle that wait to be sent or fetched: how many, and how much of them is still to go over. */
struct MediaTally
{
    int toSend = 0;
    int toFetch = 0;
    int damaged = 0;
    qint64 bytesLeft = 0;
    [[nodiscard]] int waiting() const { return toSend + toFetch; }
    friend bool operator==(const MediaTally &, const MediaTally &) = default;
};
/** Counts them; nothing when that cannot be known. */
[[nodiscard]] MediaTally mediaTally(Circle &circle);
/** "12.5 MB", in the language of the app. */
[[nodiscard]] QString sizeWords(qint64 bytes);

/**
 * One circle's pictures, sounds and films that are not yet where they should be: where each is, how much of it went over, and asking for
 * one. A few at a time, however many there are.
 */
class MediaList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString circleId READ circleId NOTIFY changed FINAL)
    Q_PROPERTY(QString circleName READ circleName NOTIFY changed FINAL)
    /** All that wait; rows are those from `first` on. */
    Q_PROPERTY(int total READ total NOTIFY changed FINAL)
    Q_PROPERTY(int first READ first NOTIFY changed FINAL)
    Q_PROPERTY(int shown READ shown NOTIFY changed FINAL)
    Q_PROPERTY(int toSend READ toSend NOTIFY changed FINAL)
    Q_PROPERTY(int toFetch READ toFetch NOTIFY changed FINAL)
    /** What is still to go over, in words. */
    Q_PROPERTY(QString left READ left NOTIFY changed FINAL)
    /** Why something could not be asked for, with what to do; empty when it could. */
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    HEARD_INJECTED(MediaList)

    enum Role {
        NameRole = Qt::UserRole + 1,
        WhoRole,    ///< who added it; empty: the one who looks
        IconRole,   ///< "picture", "speaker", "play" or "export"
        StateRole,  ///< in words
        SizeRole,   ///< "1.2 MB of 3.4 MB"
        PartRole,   ///< how much went over, 0 to 1
        ActionRole, ///< "fetch", "leave" (asked for, may be taken back) or empty
        DamagedRole,
    };
    Q_ENUM(Role)

    /** Rows at a time. */
    static constexpr int most = 20;

    MediaList(OpenCircles &circles, SyncRunner &runner, MediaChoice &media, QObject *parent = nullptr);

    [[nodiscard]] QString circleId() const { return m_circle.isNull() ? QString() : m_circle.toHex(); }
    [[nodiscard]] QString circleName() const { return m_name; }
    [[nodiscard]] int total() const { return int(m_all.size()); }
    [[nodiscard]] int first() const { return m_first; }
    [[nodiscard]] int shown() const { return int(m_rows.size()); }
    [[nodiscard]] int toSend() const { return m_tally.toSend; }
    [[nodiscard]] int toFetch() const { return m_tally.toFetch; }
    [[nodiscard]] QString left() const { return sizeWords(m_tally.bytesLeft); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /** To be called first: which circle it is about. An empty one ends the looking. */
    Q_INVOKABLE void begin(const QString &circle);
    /** The next ones, the ones before. */
    Q_INVOKABLE void forward();
    Q_INVOKABLE void backward();
    /** Asks for one now, on any network. */
    Q_INVOKABLE void fetch(int row);
    /** Takes that back. */
    Q_INVOKABLE void leave(int row);
    /** Everything, on any network. */
    Q_INVOKABLE void goNow();
    void refresh();

signals:
    void changed();

private:
    struct Row
    {
        QByteArray key; ///< of the field that names it
        Id id;
        QString name;
        QString who;
        QString type;
        AttachmentState::Where where = AttachmentState::Where::NotHere;
        qint64 done = 0;
        qint64 total = 0;
        bool wanted = false;
        friend bool operator==(const Row &, const Row &) = default;
    };
    [[nodiscard]] QString stateWords(const Row &row) const;
    [[nodiscard]] static QString kindWords(const QString &type);
    void setWanted(int row, bool wanted);
    void show();

    OpenCircles &m_open;
    SyncRunner &m_runner;
    MediaChoice &m_media;
    Id m_circle;
    QString m_name;
    QList<Row> m_all;
    QList<Row> m_rows;
    int m_first = 0;
    MediaTally m_tally;
    QString m_problem;
    QTimer m_soon; ///< while a sync runs, now and then is often enough
};

} // namespace heard
