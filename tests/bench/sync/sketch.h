// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "vault/crypto.h"

#include <QJsonObject>
#include <QTcpSocket>

namespace heard::bench {

/** HTTP over one connection that stays, with nothing that can be left out. Ends the bench when the server does not do as it is asked. */
class PlainHttp
{
public:
    PlainHttp(quint16 port, const QByteArray &authorization);
    [[nodiscard]] QByteArray ask(const QByteArray &verb, const QByteArray &path, int status, const QByteArray &body = {},
                                 const QByteArray &headers = {});

private:
    QTcpSocket m_socket;
    QByteArray m_head;
};

/**
 * The least that a device could do with the same promises to its family: sign each change, pack them all into one sealed segment, put it and
 * a signed, sealed head that names it; or list, get both, and verify each signature. No vault, no history, no second chance:
 * what a sync costs is told as a multiple of this.
 */
class Sketch
{
public:
    Sketch(PlainHttp &http, const QByteArray &folder);
    void makeFolders();
    void push(const QList<QJsonObject> &records);
    [[nodiscard]] qsizetype pull();
    void look();
    void pushTen(const QList<QJsonObject> &records);
    [[nodiscard]] qsizetype pullTen();
    /** One blob of the same content, sealed: what moving the bytes costs. */
    void putBlob(const QList<QJsonObject> &records);
    void getBlob();

private:
    [[nodiscard]] QByteArray signedChange(const QJsonObject &record) const;
    [[nodiscard]] qsizetype verified(const QByteArray &changes) const;
    [[nodiscard]] QByteArray packed(const QByteArray &plain);
    [[nodiscard]] QByteArray unpacked(const QByteArray &object) const;
    void putHead(const QByteArray &name, const QByteArray &body);
    [[nodiscard]] QByteArray getHead(const QByteArray &name);

    PlainHttp &m_http;
    QByteArray m_folder;
    SystemRandom m_random;
    SecretBytes m_key;
    SigningKey m_signing;
    QByteArray m_segment;
};

} // namespace heard::bench
