// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "profile/layout.h"

#include <QImage>
#include <QObject>
#include <QTimer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** A page on its way out of the circle: the choice of layout, a true preview, the agreement it needs, and saving. */
class PageMaker : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** "one-page", "cover-card", "communication-passport", "hospital-passport" or "pen". */
    Q_PROPERTY(QString layout READ layout WRITE setLayout NOTIFY chosen FINAL)
    /** "pdf", "html", "odt" or "png". */
    Q_PROPERTY(QString format READ format WRITE setFormat NOTIFY chosen FINAL)
    /** A version's id; empty for the profile as it is now. */
    Q_PROPERTY(QString version READ version WRITE setVersion NOTIFY chosen FINAL)
    /** Whose pen profile; empty for mine. */
    Q_PROPERTY(QString member READ member WRITE setMember NOTIFY chosen FINAL)
    Q_PROPERTY(QString forWhom READ forWhom WRITE setForWhom NOTIFY chosen FINAL)
    Q_PROPERTY(bool whoSaid READ whoSaid WRITE setWhoSaid NOTIFY chosen FINAL)
    Q_PROPERTY(bool symbols READ symbols WRITE setSymbols NOTIFY chosen FINAL)

    /** Sides of the preview; 0 when there is nothing to show (then `problem` says why). */
    Q_PROPERTY(int pages READ pages NOTIFY made FINAL)
    /** Changes with the preview: the picture of page n is at image://circle/page/<n>/<revision>. */
    Q_PROPERTY(int revision READ revision NOTIFY made FINAL)
    /** Everything on the page in words, for those who do not see the picture. */
    Q_PROPERTY(QString spoken READ spoken NOTIFY made FINAL)
    /** What it is, with whose it is and for whom: what each of its sheets says. */
    Q_PROPERTY(QString title READ title NOTIFY made FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY made FINAL)
    /** Nobody has said yes to this page leaving the circle yet. */
    Q_PROPERTY(bool needsYes READ needsYes NOTIFY made FINAL)
    /** Why, in plain words. */
    Q_PROPERTY(QString needsYesWhy READ needsYesWhy NOTIFY made FINAL)
    /** What stands on the page in two versions, in words with whose they are: to be asked about before it leaves. */
    Q_PROPERTY(QStringList twoVersions READ twoVersions NOTIFY made FINAL)
    /** Letters that a PDF or a print from this device shows as boxes, in plain words; empty when it has all. */
    Q_PROPERTY(QString missing READ missing NOTIFY made FINAL)
    /** A name for the file: whose page it is, what, and for whom. */
    Q_PROPERTY(QString suggestedName READ suggestedName NOTIFY named FINAL)

public:
    HEARD_INJECTED(PageMaker)

    explicit PageMaker(CurrentCircle &circle, QObject *parent = nullptr);

    [[nodiscard]] QString layout() const { return profile::layoutName(m_layout); }
    void setLayout(const QString &name);
    [[nodiscard]] QString format() const { return profile::formatName(m_format); }
    void setFormat(const QString &name);
    [[nodiscard]] QString version() const { return m_options.version.isNull() ? QString() : m_options.version.toHex(); }
    void setVersion(const QString &id);
    [[nodiscard]] QString member() const { return m_options.member.isNull() ? QString() : m_options.member.toHex(); }
    void setMember(const QString &id);
    [[nodiscard]] QString forWhom() const { return m_options.forWhom; }
    void setForWhom(const QString &text);
    [[nodiscard]] bool whoSaid() const { return m_options.whoSaid; }
    void setWhoSaid(bool on);
    [[nodiscard]] bool symbols() const { return m_options.symbols; }
    void setSymbols(bool on);
    [[nodiscard]] int pages() const { return m_pages; }
    [[nodiscard]] int revision() const { return m_revision; }
    [[nodiscard]] QString spoken() const { return m_spoken; }
    [[nodiscard]] QString title() const { return m_pages > 0 ? runningTitle(m_document) : QString(); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool needsYes() const { return !m_needsYesWhy.isEmpty(); }
    [[nodiscard]] QString needsYesWhy() const { return m_needsYesWhy; }
    [[nodiscard]] QStringList twoVersions() const { return m_twoVersions; }
    [[nodiscard]] QString missing() const { return m_missing; }
    [[nodiscard]] QString suggestedName() const;
    /** The picture of a side (from 0), @p width pixels wide. */
    [[nodiscard]] QImage picture(int page, int width) const;

    /** Layouts as {value, text, help}. */
    Q_INVOKABLE QVariantList layouts() const;
    /** Formats as {value, text, help}. */
    Q_INVOKABLE QVariantList formats() const;
    /** Adults with a pen profile, as {value, text}. */
    Q_INVOKABLE QVariantList adults() const;
    /** Writes down a yes: mine for my own pages, or one that was said to me, with how. */
    Q_INVOKABLE bool sayYes(const QString &how);
    /** Saves the file, or one for each page of a picture. False: `failed` says why, in plain words. */
    Q_INVOKABLE bool save(const QString &path);
    /** Makes the preview anew. */
    Q_INVOKABLE void refresh();
    /** The page as a file of this kind; refused when nobody has agreed to it, or when it does not fit. */
    [[nodiscard]] Result<profile::Export> page(profile::Format format);

signals:
    void chosen();
    void made();
    void named();
    void saved(const QStringList &files);
    /** The circle that the page was of is left: another was chosen, or Heard was locked. */
    void left();
    void failed(const QString &sentence);

private:
    void choose();
    void preview();

    CurrentCircle &m_circle;
    QTimer m_soon;
    profile::Layout m_layout = profile::Layout::OnePage;
    profile::Format m_format = profile::Format::Pdf;
    profile::PageOptions m_options;
    Document m_document;
    int m_pages = 0;
    int m_revision = 0;
    QString m_spoken;
    QString m_problem;
    QString m_needsYesWhy;
    QStringList m_twoVersions;
    QString m_missing;
};

} // namespace heard
