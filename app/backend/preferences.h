// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"

#include <QObject>
#include <QSize>
#include <QTimer>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>
#include <algorithm>
#include <functional>

namespace heard {

/**
 * How the window looks on this device. Kept in the open, so it holds nothing else: no name, no place, no setting of a person.
 * Values that are not known are read as the default.
 */
class Preferences : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString scheme READ scheme WRITE setScheme NOTIFY changed FINAL)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY changed FINAL)
    Q_PROPERTY(QString face READ face WRITE setFace NOTIFY changed FINAL)
    Q_PROPERTY(double lineSpacing READ lineSpacing WRITE setLineSpacing NOTIFY changed FINAL)
    Q_PROPERTY(double letterSpacing READ letterSpacing WRITE setLetterSpacing NOTIFY changed FINAL)
    Q_PROPERTY(bool motion READ motion WRITE setMotion NOTIFY changed FINAL)
    /** Words that are not known are marked while one writes. */
    Q_PROPERTY(bool spelling READ spelling WRITE setSpelling NOTIFY changed FINAL)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed FINAL)
    /** Of the window as it was last; 0 when it is not known. */
    Q_PROPERTY(int windowWidth READ windowWidth NOTIFY changed FINAL)
    Q_PROPERTY(int windowHeight READ windowHeight NOTIFY changed FINAL)
    /** Why the last choice could not be kept, in plain words; empty when all are. */
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    HEARD_INJECTED(Preferences)

    /** Everything this type may ever write. */
    static QStringList allowedKeys();

    /** @p file: an INI file; empty keeps nothing (tests, the demo, pictures). */
    explicit Preferences(const QString &file, QObject *parent = nullptr);
    ~Preferences() override;
    Q_DISABLE_COPY_MOVE(Preferences)

    [[nodiscard]] QString scheme() const; ///< "light", "dark" or "contrast"
    void setScheme(const QString &scheme);
    [[nodiscard]] double textScale() const; ///< 1.0 to 2.0
    void setTextScale(double scale);
    [[nodiscard]] QString face() const; ///< "Noto Sans" or "OpenDyslexic"
    void setFace(const QString &face);
    [[nodiscard]] double lineSpacing() const; ///< 1.5 to 2.5 times the size of the text
    void setLineSpacing(double spacing);
    [[nodiscard]] double letterSpacing() const; ///< 0 to 0.12 times the size of the text
    void setLetterSpacing(double spacing);
    [[nodiscard]] bool motion() const;
    void setMotion(bool motion);
    [[nodiscard]] bool spelling() const;
    void setSpelling(bool spelling);
    [[nodiscard]] QString language() const; ///< BCP 47; empty: as the device
    void setLanguage(const QString &language);
    [[nodiscard]] QSize windowSize() const; ///< invalid: as the screen allows
    [[nodiscard]] int windowWidth() const { return std::max(0, windowSize().width()); }
    [[nodiscard]] int windowHeight() const { return std::max(0, windowSize().height()); }
    void setWindowSize(const QSize &size);
    Q_INVOKABLE void rememberWindow(int width, int height) { setWindowSize({width, height}); }

    /** What @p changes sets holds until the app ends, or until a person chooses otherwise, and is not kept. */
    void forThisRun(const std::function<void()> &changes);

    [[nodiscard]] QString problem() const { return m_problem; }
    /** Keeps what was chosen now. It is also done by itself, soon after each choice and at the end. */
    void keep();

signals:
    void changed();
    void problemChanged();

private:
    [[nodiscard]] QVariant value(const QString &key, const QVariant &fallback) const;
    void setValue(const QString &key, const QVariant &value);

    QString m_file;
    QVariantMap m_values;
    QVariantMap m_now; ///< for this run only; wins
    bool m_onlyNow = false;
    QTimer m_soon; ///< a window that is being resized is kept once
    QString m_problem;
};

} // namespace heard
