// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Heard.Theme

TestCase {
    id: test

    name: "Theme"

    TokenPairs { id: tokens }

    function init() {
        failOnWarning(/.?/);
    }
    function cleanup() {
        Theme.scheme = "light";
        Theme.textScale = 1;
        Theme.motion = true;
    }

    /** Relative luminance as WCAG 2.2 defines it. */
    function luminance(colour) {
        const part = value => value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        return 0.2126 * part(colour.r) + 0.7152 * part(colour.g) + 0.0722 * part(colour.b);
    }
    function contrast(one, two) {
        const a = luminance(one);
        const b = luminance(two);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    function test_the_measure_itself() {
        fuzzyCompare(contrast(Qt.rgba(0, 0, 0, 1), Qt.rgba(1, 1, 1, 1)), 21, 0.001);
        fuzzyCompare(contrast(Qt.color("#767676"), Qt.color("#ffffff")), 4.54, 0.01);
    }
    function test_contrast_data() {
        return [
            { tag: "light", text: 4.5, mark: 3 },
            { tag: "dark", text: 4.5, mark: 3 },
            { tag: "contrast", text: 7, mark: 3 }
        ];
    }
    function test_contrast(data) {
        Theme.scheme = data.tag;
        const pairs = tokens.all();
        verify(pairs.length >= 50);
        const low = [];
        for (const pair of pairs) {
            const found = contrast(pair.foreground, pair.background);
            if (found < data[pair.kind])
                low.push(pair.name + " " + found.toFixed(2));
        }
        compare(low.join(", "), "");
    }
    function test_schemes_differ() {
        const seen = [];
        for (const scheme of ["light", "dark", "contrast"]) {
            Theme.scheme = scheme;
            seen.push(String(Theme.paper));
        }
        compare(seen.join(" "), "#fbf7ef #14171c #000000");
    }
    function test_text_grows() {
        compare(Theme.bodySize, 16);
        compare(Theme.labelSize, 14);
        Theme.textScale = 2;
        compare(Theme.bodySize, 32);
        compare(Theme.labelSize, 28);
        compare(Theme.questionSize, 64);
        Theme.textScale = 0.5;
        compare(Theme.labelSize, 14, "labels are never smaller than 14");
    }
    function test_motion_can_be_stopped() {
        verify(Theme.gentle <= 200);
        Theme.motion = false;
        compare(Theme.gentle, 0);
        compare(Theme.quick, 0);
    }
    function test_size_classes() {
        compare(Theme.sizeClass(599), "compact");
        compare(Theme.sizeClass(600), "medium");
        compare(Theme.sizeClass(1099), "medium");
        compare(Theme.sizeClass(1100), "wide");
    }
}
