package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds a regular expression in a text by following all its states at once, so that the time is at most the length of
 * the text times the size of the expression. An imported {@code pattern} never runs on a backtracking engine.
 *
 * @see <a href="https://swtch.com/~rsc/regexp/regexp2.html">Cox: Regular Expression Matching</a>
 */
final class RegexProgram {

    private static final int LARGEST = 5_000;

    /** One state. A {@code fork} goes on at both places, a {@code test} at the next. */
    private sealed interface Step {
        record Take(Regex.Chars chars) implements Step {}

        record Fork(int first, int second) implements Step {}

        record Begin() implements Step {}

        record Finish() implements Step {}

        record Match() implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();
    private boolean tooLarge;

    private RegexProgram() {}

    /** Empty when the expression would need too many states. */
    static Optional<RegexProgram> compile(Regex regex) {
        RegexProgram program = new RegexProgram();
        program.emit(regex);
        program.steps.add(new Step.Match());
        return program.tooLarge ? Optional.empty() : Optional.of(program);
    }

    /** Whether it matches anywhere in the text, as {@code pattern} asks (JSON Schema, validation, 6.3.3). */
    boolean findsIn(String text) {
        BitSet states = new BitSet(steps.size());
        for (int i = 0; i <= text.length(); i++) {
            follow(0, i, text.length(), states);
            if (states.get(steps.size() - 1)) {
                return true;
            }
            if (i == text.length()) {
                break;
            }
            BitSet after = new BitSet(steps.size());
            for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
                if (steps.get(state) instanceof Step.Take take && take.chars().has(text.charAt(i))) {
                    follow(state + 1, i + 1, text.length(), after);
                }
            }
            states = after;
        }
        return false;
    }

    private void follow(int start, int position, int end, BitSet states) {
        List<Integer> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            int state = open.removeLast();
            if (states.get(state)) {
                continue;
            }
            states.set(state);
            switch (steps.get(state)) {
                case Step.Fork fork -> {
                    open.add(fork.second());
                    open.add(fork.first());
                }
                case Step.Begin begin when position == 0 -> open.add(state + 1);
                case Step.Finish finish when position == end -> open.add(state + 1);
                case Step.Begin begin -> {}
                case Step.Finish finish -> {}
                case Step.Take take -> {}
                case Step.Match match -> {}
            }
        }
    }

    private void emit(Regex regex) {
        if (steps.size() > LARGEST || tooLarge) {
            tooLarge = true;
            return;
        }
        switch (regex) {
            case Regex.Chars chars -> steps.add(new Step.Take(chars));
            case Regex.Start start -> steps.add(new Step.Begin());
            case Regex.End end -> steps.add(new Step.Finish());
            case Regex.Sequence sequence -> sequence.parts().forEach(this::emit);
            case Regex.Choice choice -> emitChoice(choice.branches());
            case Regex.Repeat repeat -> emitRepeat(repeat);
        }
    }

    private void emitChoice(List<Regex> branches) {
        List<Integer> exits = new ArrayList<>();
        for (Regex branch : branches.subList(0, branches.size() - 1)) {
            int fork = reserve();
            emit(branch);
            exits.add(reserve());
            steps.set(fork, new Step.Fork(fork + 1, steps.size()));
        }
        emit(branches.getLast());
        exits.forEach(exit -> steps.set(exit, new Step.Fork(steps.size(), steps.size())));
    }

    private void emitRepeat(Regex.Repeat repeat) {
        for (int i = 0; i < repeat.least() && !tooLarge; i++) {
            emit(repeat.part());
        }
        if (repeat.most() == Regex.Repeat.ANY) {
            int fork = reserve();
            emit(repeat.part());
            steps.add(new Step.Fork(fork, fork));
            steps.set(fork, new Step.Fork(fork + 1, steps.size()));
        } else {
            List<Integer> forks = new ArrayList<>();
            for (int i = repeat.least(); i < repeat.most() && !tooLarge; i++) {
                forks.add(reserve());
                emit(repeat.part());
            }
            forks.forEach(fork -> steps.set(fork, new Step.Fork(fork + 1, steps.size())));
        }
    }

    private int reserve() {
        steps.add(new Step.Match());
        return steps.size() - 1;
    }
}
