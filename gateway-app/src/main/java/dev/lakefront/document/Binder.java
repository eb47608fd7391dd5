package dev.lakefront.document;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Turns a document into the record of its kind: first the kind's JSON Schema, then the record's own constructor.
 *
 * <p>Record components are read in kebab case. Durations are written {@code 250ms, 30s, 5m, 1h, 7d}, sizes
 * {@code 16MB}, enum constants in lower case with hyphens. An {@link IllegalArgumentException} thrown by a record is
 * reported at the value it was made from.
 */
public final class Binder {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new KebabCaseEnums())
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new DurationDeserializer())
                    .addDeserializer(DataSize.class, new DataSizeDeserializer()))
            .build();

    private final SchemaCheck schemaCheck = new SchemaCheck();

    /** Empty when anything was wrong; then the report says what. */
    public <T> Optional<T> bind(Document document, Kind<T> kind, Report report) {
        if (!schemaCheck.check(document, kind, report)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.treeToValue(document.content(), kind.type()));
        } catch (DatabindException invalid) {
            document.error(report, pointer(invalid.getPath()), "LF1107", reason(invalid));
            return Optional.empty();
        }
    }

    private static String pointer(List<JacksonException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : path) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : name);
        }
        return pointer.toString();
    }

    private static String reason(DatabindException invalid) {
        Throwable cause = invalid;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof DatabindException databind
                ? databind.getOriginalMessage()
                : String.valueOf(cause.getMessage());
    }

    private static final class KebabCaseEnums extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            for (int i = 0; i < constants.length; i++) {
                names[i] = constants[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
            return names;
        }
    }

    private static final class DurationDeserializer extends StdDeserializer<Duration> {

        DurationDeserializer() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            return Durations.parse(parser.getString());
        }
    }

    private static final class DataSizeDeserializer extends StdDeserializer<DataSize> {

        DataSizeDeserializer() {
            super(DataSize.class);
        }

        @Override
        public DataSize deserialize(JsonParser parser, DeserializationContext context) {
            return DataSize.parse(parser.getString());
        }
    }
}
