// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/**
 * Chooses a file to open, a place to save, or a folder. Ours, because the desktop's own writes what was chosen into a list
 * of recent files. For saving: set suggestedName; a number is put to it where a file of this name is there, and what a person names
 * themselves is asked about before it replaces one.
 */
Sheet {
    id: picker

    /** "open", "save" or "folder". */
    property string mode: "open"
    /** Files shown, as ["*.txt"]. */
    property list<string> filters
    property string suggestedName
    /** More than the title says: that a file is not protected, for example. */
    property string note
    property string actionText: mode === "open" ? qsTr("Open") : mode === "save" ? qsTr("Save here") : qsTr("Use this folder")

    signal chosen(string path)

    function choose(path: string): void {
        close();
        chosen(path);
    }

    /** The name that was offered last: what a person writes instead stays as it is. */
    property string offered

    function offer(): void {
        if (mode !== "save" || name.text !== offered)
            return;
        offered = folder.freeName(suggestedName);
        name.text = offered;
    }

    onOpened: {
        name.text = offered;
        replace.visible = false;
        offer();
        folder.refresh();
    }

    FolderModel {
        id: folder

        filters: picker.filters
        onFolderChanged: picker.offer()
    }
    Words {
        visible: picker.note !== ""
        text: picker.note
    }
    FilePickerList {
        folder: folder
        onFileChosen: path => {
            if (picker.mode === "open")
                picker.choose(path);
        }
    }
    below: [
        TextLine {
            id: name

            visible: picker.mode === "save"
            label: qsTr("Name of the file")
            onAccepted: save.clicked()
            onTextEdited: replace.visible = false
        },
        StatusLine {
            id: replace

            visible: false
            tone: "warn"
            text: qsTr("There is a file of this name already. Save again to replace it.")
        },
        ActionButton {
            id: save

            visible: picker.mode !== "open"
            kind: "primary"
            iconName: picker.mode === "save" ? "export" : "folder"
            text: picker.actionText
            onClicked: {
                if (picker.mode === "folder") {
                    picker.choose(folder.folder);
                } else if (name.text.trim() === "") {
                    name.error = qsTr("Give the file a name first.");
                } else if (folder.exists(name.text) && !replace.visible) {
                    replace.visible = true;
                } else {
                    picker.choose(folder.pathFor(name.text));
                }
            }
        }
    ]
}
