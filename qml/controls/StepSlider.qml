// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme

/** A value in steps: a bar, and two buttons for those who do not drag. */
Item {
    id: control

    property string label
    property real from: 100
    property real to: 200
    property real stepSize: 10
    property real value: 100
    /** How the value is written and spoken. */
    property string valueText: qsTr("%1 %").arg(Math.round(value))
    property string lessText: qsTr("Smaller: %1").arg(label)
    property string moreText: qsTr("Larger: %1").arg(label)

    /** The person chose a new value; `value` has it already. */
    signal moved(real value)

    function set(wanted: real): void {
        const next = Math.max(from, Math.min(to, wanted));
        if (next === value)
            return;
        value = next;
        moved(next);
    }
    /** The nearest value that the steps reach. */
    function onStep(wanted: real): real {
        return from + Math.round((wanted - from) / stepSize) * stepSize;
    }
    function increase(): void {
        set(value + stepSize);
    }
    function decrease(): void {
        set(value - stepSize);
    }

    Layout.fillWidth: true
    Layout.maximumWidth: Theme.pageWidth
    // Placed by hand: rows inside the page's column would keep the first size they were given (Qt 6.4).
    implicitWidth: less.width + slider.implicitWidth + more.width + 2 * Theme.spaceS
    implicitHeight: less.y + Math.max(less.height, slider.height)

    Words {
        id: title

        anchors.left: parent.left
        anchors.right: number.left
        anchors.rightMargin: Theme.spaceM
        text: control.label
        strong: true
        snug: true
        Accessible.ignored: true
    }
    Words {
        id: number

        anchors.right: parent.right
        width: implicitWidth
        text: control.valueText
        snug: true
        Accessible.ignored: true
    }
    IconButton {
        id: less

        anchors.left: parent.left
        y: Math.max(title.height, number.height) + Theme.spaceXs
        iconName: "less"
        text: control.lessText
        edged: true
        onClicked: control.decrease()
    }
    T.Slider {
        id: slider

        anchors.left: less.right
        anchors.right: more.left
        anchors.margins: Theme.spaceS
        anchors.verticalCenter: less.verticalCenter
        implicitWidth: Theme.target * 2
        implicitHeight: Theme.target
        leftPadding: Theme.spaceS
        rightPadding: Theme.spaceS
        from: control.from
        to: control.to
        stepSize: control.stepSize
        snapMode: T.Slider.SnapAlways
        onMoved: control.set(value)

        Accessible.name: control.label
        Accessible.description: control.valueText
        Accessible.onIncreaseAction: control.increase()
        Accessible.onDecreaseAction: control.decrease()

        Keys.onPressed: event => {
            const leap = Math.max(control.stepSize, (control.to - control.from) / 5);
            switch (event.key) {
            case Qt.Key_Home:
                control.set(control.from);
                break;
            case Qt.Key_End:
                control.set(control.to);
                break;
            case Qt.Key_PageUp:
                control.set(control.onStep(control.value + leap));
                break;
            case Qt.Key_PageDown:
                control.set(control.onStep(control.value - leap));
                break;
            default:
                return;
            }
            event.accepted = true;
        }

        Binding on value { value: control.value }

        background: Rectangle {
            x: slider.leftPadding
            y: Math.round((slider.height - height) / 2)
            width: slider.availableWidth
            height: Theme.spaceS
            radius: height / 2
            color: Theme.surface
            border.width: Theme.edgeWidth
            border.color: Theme.edge

            Rectangle {
                readonly property real part: slider.visualPosition * parent.width
                x: slider.mirrored ? part : 0
                width: slider.mirrored ? parent.width - part : part
                height: parent.height
                radius: parent.radius
                color: Theme.accent
            }
        }
        handle: Rectangle {
            x: slider.leftPadding + slider.visualPosition * (slider.availableWidth - width)
            y: Math.round((slider.height - height) / 2)
            implicitWidth: Theme.spaceXl
            implicitHeight: Theme.spaceXl
            radius: width / 2
            color: Theme.accent
            border.width: 3
            border.color: Theme.surface
        }
        FocusRing { shown: slider.visualFocus }
    }
    IconButton {
        id: more

        anchors.right: parent.right
        y: less.y
        iconName: "add"
        text: control.moreText
        edged: true
        onClicked: control.increase()
    }
}
