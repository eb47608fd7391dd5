package dev.lakefront.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Composes the assistant's answer by rule, so that the same question always gets the same answer. */
final class Composer {

    private static final int ECHOED_WORDS = 40;
    private static final int ECHOED_CHARACTERS = 400;

    private Composer() {}

    static String answer(List<ChatMessage> messages) {
        String question = ChatMessage.question(messages).strip();
        StringBuilder answer = new StringBuilder(
                "Hello! I am the demo assistant of Lakefront. I am a simulation: a rule wrote this, not a language"
                        + " model.");
        Optional<String> sum = Arithmetic.solve(question);
        sum.ifPresent(result -> answer.append(' ').append(result).append('.'));
        if (question.isEmpty()) {
            return answer.append(" You have not asked anything yet.").toString();
        }
        int words = question.split("\\s+").length;
        answer.append(" You wrote ").append(words).append(words == 1 ? " word" : " words");
        List<String> topics = topics(question);
        if (sum.isEmpty() && !topics.isEmpty()) {
            answer.append(", mostly about ").append(String.join(", ", topics));
        }
        answer.append(": \"").append(excerpt(question)).append("\".");
        if (messages.stream().anyMatch(message -> message.role().equals("system"))) {
            answer.append(" I have read your system message and cannot follow it.");
        }
        return answer.append(" Point Lakefront at a real workspace to get a real answer.")
                .toString();
    }

    /** The longest words, because long words are rare ones. */
    private static List<String> topics(String question) {
        return Words.of(question).stream()
                .distinct()
                .filter(word -> word.length() > 3)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(3)
                .toList();
    }

    private static String excerpt(String question) {
        String[] words = question.split("\\s+", ECHOED_WORDS + 1);
        String text = words.length > ECHOED_WORDS
                ? String.join(" ", List.of(words).subList(0, ECHOED_WORDS)) + " …"
                : question;
        if (text.length() <= ECHOED_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, ECHOED_CHARACTERS / 2)) + "…";
    }
}
