// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQmlEngine>
#include <QVariant>

namespace heard {

/**
 * The one instance of a view model that QML of this engine sees. main() and each test make their own and give them here;
 * QML asks for them through T::create(). Nothing is global, so two engines can hold two worlds.
 */
template<typename T>
void give(QQmlEngine &engine, T &object)
{
    QJSEngine::setObjectOwnership(&object, QJSEngine::CppOwnership);
    engine.setProperty(T::staticMetaObject.className(), QVariant::fromValue<QObject *>(&object));
}

template<typename T>
[[nodiscard]] T *given(QQmlEngine *engine)
{
    auto *object = qobject_cast<T *>(engine->property(T::staticMetaObject.className()).template value<QObject *>());
    Q_ASSERT_X(object, "given", T::staticMetaObject.className());
    return object;
}

} // namespace heard

/// Inside a class that is a QML_SINGLETON: QML gets the instance that was given to its engine. The class must have no default constructor:
/// QML would use it instead of asking, and what C++ writes to one instance would never be seen in the other.
#define HEARD_INJECTED(Type)                                                                    \
    static Type *create(QQmlEngine *engine, QJSEngine *)                                        \
    {                                                                                           \
        static_assert(!std::is_default_constructible_v<Type>, "QML would make one of its own"); \
        return heard::given<Type>(engine);                                                      \
    }
