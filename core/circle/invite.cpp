// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/invite.h"

#include "base/text.h"
#include "circle/invite_format.h"
#include "vault/vault.h"

#include <algorithm>

namespace heard {

namespace {

constexpr char inviteWord[] = "HEARD-INVITE-1";
constexpr char replyWord[] = "HEARD-REPLY-1";
constexpr qsizetype longestFile = 4'000;

Error notThis(const char *expected)
{
    if (qstrcmp(expected, inviteWord) == 0)
        return {ErrorCode::BadInput, QStringLiteral("not-an-invite"), coreText("This is not a whole Heard invite. Ask for the file again."), {}, false};
    return {ErrorCode::BadInput, QStringLiteral("not-a-reply"), coreText("This is not a whole Heard reply. Ask for the file again."), {}, false};
}

/** A name that a file from somebody else brings: as it is shown, and as it would stand in the circle. Empty: there is none. */
QString shownFrom(const QString &foreign)
{
    return boundedLine(cleanText(foreign), longestName);
}

/** `WORD payload check`: one line of text that survives mail, chat and a QR code. */
QByteArray armoured(const char *word, const QByteArray &payload)
{
    const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return QByteArray(word) + ' ' + payload.toBase64(options) + ' ' + blake2b(payload, 16).first(6).toHex() + '\n';
}

Result<QByteArray> unarmoured(const char *word, const QByteArray &file)
{
    if (file.size() > longestFile)
        return std::unexpected(notThis(word));
    const QList<QByteArray> parts = file.simplified().split(' ');
    if (parts.size() != 3 || parts.at(0) != word)
        return std::unexpected(notThis(word));
    const auto payload = QByteArray::fromBase64Encoding(parts.at(1), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (payload.decodingStatus != QByteArray::Base64DecodingStatus::Ok || blake2b(payload.decoded, 16).first(6).toHex() != parts.at(2))
        return std::unexpected(notThis(word));
    return payload.decoded;
}

} // namespace

QByteArray InviteBody::file() const
{
    return armoured(inviteWord, payload());
}

QByteArray InviteBody::payload() const
{
    return toCbor(QCborArray{1, info.circle.toBytes(), info.circleName, info.inviterName, info.name, roleName(info.role), info.expires,
                             info.anotherDevice, inviter.toBytes(), secret});
}

Result<InviteBody> InviteBody::read(const QByteArray &file)
{
    HEARD_TRY_ASSIGN(const QByteArray payload, unarmoured(inviteWord, file));
    HEARD_TRY_ASSIGN(const QCborValue body, fromCbor(payload));
    CborFields f(body);
    InviteBody invite;
    const qint64 version = f.integer();
    if (f.ok() && version > 1)
        return fail(ErrorCode::TooNew, "newer-invite", coreText("This invite was made by a newer Heard. Update this one, then open it again."));
    invite.info.circle = f.id();
    invite.info.circleName = f.text(200);
    invite.info.inviterName = f.text(200);
    invite.info.name = f.text(200);
    const QString role = f.text(40);
    invite.info.expires = f.integer();
    invite.info.anotherDevice = f.boolean();
    invite.inviter = f.id();
    invite.secret = f.exactly(16);
    if (!f.finished() || invite.shown().circleName.isEmpty() || invite.shown().inviterName.isEmpty() || invite.shown().name.isEmpty())
        return std::unexpected(notThis(inviteWord));
    HEARD_TRY_ASSIGN(invite.info.role, roleFromName(role));
    return invite;
}

InviteInfo InviteBody::shown() const
{
    InviteInfo clean = info;
    clean.circleName = shownFrom(info.circleName);
    clean.inviterName = shownFrom(info.inviterName);
    clean.name = shownFrom(info.name);
    return clean;
}

QByteArray InviteBody::inviteId() const
{
    return blake2b(QByteArrayLiteral("heard.invite.v1") + secret, 16);
}

QByteArray ReplyBody::signedPart() const
{
    return toCbor(QCborArray{1, circle.toBytes(), inviteId, signKey, boxKey, name, language, admission, made, nonce});
}

QByteArray ReplyBody::payload() const
{
    return toCbor(QCborArray{signedPart(), proof, signature});
}

QByteArray ReplyBody::file() const
{
    return armoured(replyWord, payload());
}

Result<ReplyBody> ReplyBody::read(const QByteArray &file)
{
    HEARD_TRY_ASSIGN(const QByteArray payload, unarmoured(replyWord, file));
    HEARD_TRY_ASSIGN(const QCborValue outer, fromCbor(payload));
    CborFields o(outer);
    const QByteArray inner = o.bytes(2'000);
    ReplyBody reply;
    reply.proof = o.exactly(hashSize);
    reply.signature = o.exactly(signatureSize);
    if (!o.finished())
        return std::unexpected(notThis(replyWord));
    HEARD_TRY_ASSIGN(const QCborValue body, fromCbor(inner));
    CborFields f(body);
    const qint64 version = f.integer();
    if (f.ok() && version > 1)
        return fail(ErrorCode::TooNew, "newer-reply", coreText("This reply was made by a newer Heard. Update this one, then open it again."));
    reply.circle = f.id();
    reply.inviteId = f.exactly(16);
    reply.signKey = f.exactly(keySize);
    reply.boxKey = f.exactly(keySize);
    reply.name = f.text(200);
    reply.language = f.text(40);
    reply.admission = f.exactly(signatureSize);
    reply.made = f.integer();
    reply.nonce = f.exactly(16);
    if (!f.finished() || reply.shownName().isEmpty() || !verify(reply.signKey, "heard.reply.v1", inner, reply.signature))
        return std::unexpected(notThis(replyWord));
    return reply;
}

QString ReplyBody::shownName() const
{
    return shownFrom(name);
}

QByteArray proofFor(const QByteArray &secret, const QByteArray &signedPart)
{
    QByteArray copy = secret;
    const SecretBytes key = deriveKey(SecretBytes::taking(copy), QByteArrayLiteral("heard.reply.proof.v1"));
    return keyedHash(key, signedPart);
}

Result<QStringList> Transcript::checkWords() const
{
    QByteArray both = blake2b(QByteArrayLiteral("heard.check-words.v2") + blake2b(m_invite) + blake2b(m_reply));
    const QByteArray salt = blake2b(QByteArrayLiteral("heard.check-words.salt.v2") + m_invite, 16);
    HEARD_TRY_ASSIGN(const SecretBytes stretched, stretch(SecretBytes::taking(both), salt, KdfCost::interactive()));
    return heard::checkWords(stretched.view());
}

Result<QStringList> readCheckWords(const QString &typed)
{
    const QString plain = QString(typed).replace(u'\u00b7', u' ').replace(u',', u' ').simplified().toLower();
    QStringList words = plain.split(u' ', Qt::SkipEmptyParts);
    const QStringList &known = passphraseWords();
    const bool all = std::all_of(words.cbegin(), words.cend(), [&](const QString &word) { return known.contains(word); });
    if (words.size() != 6 || !all)
        return fail(ErrorCode::BadInput, "not-check-words",
                    coreText("These are not six check words. Nobody was let in. Write the six words, with spaces between."));
    return words;
}

Result<InviteInfo> readInvite(const QByteArray &file)
{
    HEARD_TRY_ASSIGN(const InviteBody body, InviteBody::read(file));
    return body.shown();
}

} // namespace heard
