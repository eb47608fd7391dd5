package dev.lakefront.portal.docs;

import dev.lakefront.portal.markdown.Markdown;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.store.ConditionalOnPortal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** A page for each error that a caller can get from the gateway: what it means, and what to do. */
@Controller
@ConditionalOnPortal
class ProblemPages {

    /**
     * One error, explained.
     *
     * @param means as HTML that is safe to show
     * @param advice what to do about it, as HTML that is safe to show
     */
    record Explained(ProblemType type, String means, String advice) {

        /** The class of its badge. */
        public String tone() {
            return type.status() >= 500 ? "bad" : "warn";
        }
    }

    private final List<Explained> problems;

    ProblemPages() {
        Properties words = words();
        problems = Arrays.stream(ProblemType.values())
                .map(type -> new Explained(
                        type,
                        Markdown.part(words.getProperty(type.code() + ".means", "")),
                        Markdown.part(words.getProperty(type.code() + ".advice", ""))))
                .sorted(Comparator.comparing(
                                (Explained problem) -> problem.type().status())
                        .thenComparing(problem -> problem.type().code()))
                .toList();
    }

    @GetMapping("/portal/docs/problems")
    String problems(Model model) {
        model.addAttribute("problems", problems);
        return "portal/docs/problems";
    }

    @GetMapping("/portal/docs/problems/{code}")
    String problem(@PathVariable String code, Model model) {
        model.addAttribute(
                "problem",
                problems.stream()
                        .filter(problem -> problem.type().code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "portal/docs/problem";
    }

    private static Properties words() {
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(
                new ClassPathResource("portal/problems.properties").getInputStream(), StandardCharsets.UTF_8)) {
            words.load(reader);
            return words;
        } catch (IOException missing) {
            throw new UncheckedIOException("problems.properties is missing from this build", missing);
        }
    }
}
