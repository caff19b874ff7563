// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** How Heard looks on this device. */
PageFrame {
    id: page

    title: qsTr("Look and language")
    maximumWidth: Theme.sheetWidth
    spacing: Theme.spaceL

    StatusLine {
        text: Preferences.problem
        tone: "alert"
        live: true
    }
    StepSlider {
        label: qsTr("Size of words")
        from: 100
        to: 200
        stepSize: 10
        lessText: qsTr("Smaller")
        moreText: qsTr("Larger")
        valueText: qsTr("%1\u00a0%").arg(Math.round(value))
        onMoved: size => Preferences.textScale = size / 100

        Binding on value {
            value: Preferences.textScale * 100
        }
    }
    RadioGroupBox {
        label: qsTr("Colours")
        onChosen: scheme => Preferences.scheme = scheme

        Binding on value {
            value: Preferences.scheme
        }

        RadioChoice { value: "light"; text: qsTr("Light"); help: qsTr("Cream paper, dark words") }
        RadioChoice { value: "dark"; text: qsTr("Dark"); help: qsTr("For evenings and tired eyes") }
        RadioChoice { value: "contrast"; text: qsTr("High contrast"); help: qsTr("Black, white and yellow") }
    }
    RadioGroupBox {
        label: qsTr("Letters")
        onChosen: face => Preferences.face = face

        Binding on value {
            value: Preferences.face
        }

        RadioChoice { value: "Noto Sans"; text: qsTr("Clear and even") }
        RadioChoice { value: "OpenDyslexic"; text: qsTr("Heavier at the bottom"); help: qsTr("Some people with dyslexia read these more easily.") }
    }
    StepSlider {
        label: qsTr("Space between lines")
        from: 150
        to: 250
        stepSize: 25
        lessText: qsTr("Less space")
        moreText: qsTr("More space")
        valueText: qsTr("%1\u00a0%").arg(Math.round(value))
        onMoved: spacing => Preferences.lineSpacing = spacing / 100

        Binding on value {
            value: Preferences.lineSpacing * 100
        }
    }
    SwitchChoice {
        text: qsTr("More space between letters")
        onToggled: Preferences.letterSpacing = checked ? 0.12 : 0

        Binding on checked {
            value: Preferences.letterSpacing > 0
        }
    }
    SwitchChoice {
        text: qsTr("Move things gently")
        help: qsTr("Off: nothing slides or fades.")
        onToggled: Preferences.motion = checked

        Binding on checked {
            value: Preferences.motion
        }
    }
    SwitchChoice {
        text: qsTr("Mark words that may be wrong")
        help: qsTr("A wave below the word while you write. Nothing is changed by itself.")
        onToggled: Preferences.spelling = checked

        Binding on checked {
            value: Preferences.spelling
        }
    }
    StatusLine {
        text: Spelling.state === Spelling.None ? qsTr("There is no word list for %1 on this device, so no word is marked. It comes with %2.").arg(Spelling.languageName).arg(Spelling.package) : ""
    }
    ChoiceList {
        label: qsTr("Language")
        onChosen: code => {
            Preferences.language = code;
            Language.current = code;
        }

        Binding on value {
            value: Language.current
        }

        Repeater {
            model: Language.choices
            RadioChoice {
                required property languageChoice modelData

                value: modelData.code
                text: modelData.name
            }
        }
    }
}
