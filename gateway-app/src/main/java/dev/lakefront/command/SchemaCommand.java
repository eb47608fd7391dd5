package dev.lakefront.command;

import dev.lakefront.document.Kind;
import dev.lakefront.document.Nearest;
import dev.lakefront.publication.ConfigurationCheck;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints the JSON Schema of a kind of file, for editors and for people. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of a kind of configuration file; without a kind, list the kinds.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "KIND", description = "api, gateway, named-values, policy, ...")
    private @Nullable String kind;

    @Override
    public Integer call() {
        List<Kind<?>> kinds = ConfigurationCheck.kinds();
        List<String> names = kinds.stream().map(Kind::name).sorted().toList();
        if (kind == null) {
            names.forEach(spec.commandLine().getOut()::println);
            return 0;
        }
        Optional<Kind<?>> found =
                kinds.stream().filter(known -> known.name().equals(kind)).findFirst();
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("schema: no kind '" + kind + "'" + Nearest.hint(kind, names));
            return 2;
        }
        JsonMapper pretty =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        spec.commandLine()
                .getOut()
                .println(pretty.writeValueAsString(found.get().schema().get()));
        return 0;
    }
}
