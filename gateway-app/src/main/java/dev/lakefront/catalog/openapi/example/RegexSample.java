package dev.lakefront.catalog.openapi.example;

import java.util.List;

/** Writes a text that a regular expression matches. */
final class RegexSample {

    private static final String PREFERRED = "a1A0bx-_ ./:";
    private static final int LONGEST = 4_000;

    private final StringBuilder text = new StringBuilder();
    private final int repeats;

    private RegexSample(int repeats) {
        this.repeats = repeats;
    }

    /** @param repeats how often a part that may be repeated is written, where the expression allows it */
    static String of(Regex regex, int repeats) {
        RegexSample sample = new RegexSample(repeats);
        sample.write(regex);
        return sample.text.toString();
    }

    private void write(Regex regex) {
        if (text.length() > LONGEST) {
            return;
        }
        switch (regex) {
            case Regex.Chars chars -> text.appendCodePoint(character(chars));
            case Regex.Sequence sequence -> sequence.parts().forEach(this::write);
            case Regex.Choice choice -> write(choice.branches().getFirst());
            case Regex.Repeat repeat -> {
                int times = Math.min(repeat.most(), Math.max(repeat.least(), repeats));
                for (int i = 0; i < times && text.length() <= LONGEST; i++) {
                    write(repeat.part());
                }
            }
            case Regex.Start start -> {}
            case Regex.End end -> {}
        }
    }

    private static int character(Regex.Chars chars) {
        return PREFERRED.chars().filter(chars::has).findFirst().orElseGet(() -> unusual(chars));
    }

    private static int unusual(Regex.Chars chars) {
        List<Regex.Range> ranges = chars.ranges();
        if (!chars.negated() && !ranges.isEmpty()) {
            return ranges.getFirst().first();
        }
        for (int c = '!'; c < 0x300; c++) {
            if (chars.has(c)) {
                return c;
            }
        }
        return '?';
    }
}
