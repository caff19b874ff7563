// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sketch.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QtEndian>
#include <cstdio>
#include <cstdlib>

namespace heard::bench {

namespace {

constexpr int patience = 30'000; ///< ms
const QByteArray depth = QByteArrayLiteral("Depth: 1\r\nContent-Type: application/xml\r\n");
const QByteArray propfind = QByteArrayLiteral("<?xml version=\"1.0\"?><propfind xmlns=\"DAV:\"><prop><resourcetype/></prop></propfind>");
const QByteArray domain = QByteArrayLiteral("heard.bench");

void require(bool so, const char *what)
{
    if (so)
        return;
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

} // namespace

PlainHttp::PlainHttp(quint16 port, const QByteArray &authorization)
    : m_head("Host: 127.0.0.1:" + QByteArray::number(port) + "\r\nAuthorization: " + authorization + "\r\n")
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    require(m_socket.waitForConnected(patience), "no connection to Apache");
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

QByteArray PlainHttp::ask(const QByteArray &verb, const QByteArray &path, int status, const QByteArray &body, const QByteArray &headers)
{
    m_socket.write(verb + ' ' + path + " HTTP/1.1\r\n" + m_head + headers + "Content-Length: " + QByteArray::number(body.size())
                   + "\r\n\r\n" + body);
    QByteArray answer;
    qsizetype end = -1;
    qsizetype length = 0;
    bool chunked = false;
    const auto whole = [&] { return end >= 0 && (chunked ? answer.endsWith("0\r\n\r\n") : answer.size() >= end + 4 + length); };
    while (!whole()) {
        require(m_socket.waitForReadyRead(patience), "Apache does not answer");
        answer += m_socket.readAll();
        end = answer.indexOf("\r\n\r\n");
        const QByteArray head = answer.first(std::max<qsizetype>(0, end)).toLower();
        chunked = head.contains("transfer-encoding: chunked");
        const qsizetype at = head.indexOf("content-length:");
        length = at < 0 ? 0
                        : head.sliced(at + 15, std::max<qsizetype>(0, head.indexOf('\r', at) < 0 ? head.size() - at - 15
                                                                                                 : head.indexOf('\r', at) - at - 15))
                              .trimmed()
                              .toLongLong();
    }
    if (!answer.startsWith("HTTP/1.1 " + QByteArray::number(status))) {
        fprintf(stderr, "bench: %s %s: %s\n", verb.constData(), path.constData(), answer.left(200).constData());
        exit(1);
    }
    return answer.sliced(end + 4);
}

Sketch::Sketch(PlainHttp &http, const QByteArray &folder)
    : m_http(http)
    , m_folder('/' + folder + '/')
    , m_key(SecretBytes::random(32, m_random))
    , m_signing(SigningKey::make(m_random))
{}

void Sketch::makeFolders()
{
    for (const char *folder : {"", "h/", "s/"})
        (void)m_http.ask("MKCOL", m_folder + folder, 201);
}

QByteArray Sketch::signedChange(const QJsonObject &record) const
{
    const QByteArray bytes = QJsonDocument(record).toJson(QJsonDocument::Compact);
    QByteArray length(4, '\0');
    qToLittleEndian(quint32(bytes.size()), length.data());
    return length + bytes + sign(m_signing, domain, bytes);
}

qsizetype Sketch::verified(const QByteArray &changes) const
{
    qsizetype count = 0;
    for (qsizetype at = 0; at < changes.size(); ++count) {
        const auto length = qsizetype(qFromLittleEndian<quint32>(changes.constData() + at));
        const QByteArray bytes = changes.sliced(at + 4, length);
        require(verify(m_signing.publicKey, domain, bytes, changes.sliced(at + 4 + length, signatureSize)), "a signature is wrong");
        require(!QJsonDocument::fromJson(bytes).object().isEmpty(), "a record is empty");
        at += 4 + length + signatureSize;
    }
    return count;
}

QByteArray Sketch::packed(const QByteArray &plain)
{
    QByteArray padded = qCompress(plain, 6);
    padded.append(padmeSize(padded.size()) - padded.size(), '\0');
    return seal(m_key, {}, padded, m_random);
}

QByteArray Sketch::unpacked(const QByteArray &object) const
{
    const auto plain = unseal(m_key, {}, object);
    require(plain.has_value(), "an object does not open");
    return qUncompress(*plain);
}

void Sketch::putHead(const QByteArray &name, const QByteArray &body)
{
    (void)m_http.ask("PUT", m_folder + "h/" + name, 201, packed(sign(m_signing, domain, body) + body), "If-None-Match: *\r\n");
}

QByteArray Sketch::getHead(const QByteArray &name)
{
    const QByteArray plain = unpacked(m_http.ask("GET", m_folder + "h/" + name, 200));
    require(verify(m_signing.publicKey, domain, plain.sliced(signatureSize), plain.first(signatureSize)), "a head's signature is wrong");
    return plain.sliced(signatureSize);
}

void Sketch::push(const QList<QJsonObject> &records)
{
    QByteArray changes;
    for (const QJsonObject &record : records)
        changes += signedChange(record);
    const QByteArray segment = packed(changes);
    m_segment = blake2b(segment, 16).toHex();
    (void)m_http.ask("PUT", m_folder + "s/" + m_segment, 201, segment, "If-None-Match: *\r\n");
    putHead("device.1", m_segment);
}

void Sketch::look()
{
    (void)m_http.ask("PROPFIND", m_folder + "h/", 207, propfind, depth);
}

qsizetype Sketch::pull()
{
    look();
    const QByteArray name = getHead("device.1");
    const QByteArray segment = m_http.ask("GET", m_folder + "s/" + name, 200);
    require(blake2b(segment, 16).toHex() == name, "a segment is not what its name says");
    return verified(unpacked(segment));
}

void Sketch::pushTen(const QList<QJsonObject> &records)
{
    look();
    QByteArray changes;
    for (const QJsonObject &record : records.first(10))
        changes += signedChange(record);
    putHead("device.2", changes);
}

qsizetype Sketch::pullTen()
{
    look();
    return verified(getHead("device.2"));
}

void Sketch::putBlob(const QList<QJsonObject> &records)
{
    QByteArray all;
    for (const QJsonObject &record : records)
        all += QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n';
    (void)m_http.ask("PUT", m_folder + "blob", 201, packed(all));
}

void Sketch::getBlob()
{
    const QByteArray all = unpacked(m_http.ask("GET", m_folder + "blob", 200));
    for (const QByteArray &line : all.split('\n'))
        (void)QJsonDocument::fromJson(line);
}

} // namespace heard::bench
