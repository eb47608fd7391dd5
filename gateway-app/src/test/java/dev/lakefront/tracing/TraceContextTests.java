package dev.lakefront.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After the cases of W3C's own test suite for the two headers. */
class TraceContextTests {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String VALID = "00-" + ID + "-" + PARENT + "-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                VALID,
                "00-" + ID + "-" + PARENT + "-00",
                "00-" + ID + "-" + PARENT + "-ff",
                "cc-" + ID + "-" + PARENT + "-01",
                "cc-" + ID + "-" + PARENT + "-01-what-the-future-will-be-like",
                "fe-" + ID + "-" + PARENT + "-00-"
            })
    void keepsAValidParentAsItCame(String header) {
        TraceContext context = TraceContext.parse(List.of(header), null);

        assertThat(context).isNotNull();
        assertThat(context.traceparent()).isEqualTo(header);
        assertThat(context.traceId()).isEqualTo(ID);
        assertThat(context.parentId()).isEqualTo(PARENT);
        assertThat(context.tracestate()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"00, false", "01, true", "02, false", "03, true", "ff, true"})
    void readsTheSampledFlag(String flags, boolean sampled) {
        TraceContext context = TraceContext.parse(List.of("00-" + ID + "-" + PARENT + "-" + flags), null);

        assertThat(context).isNotNull();
        assertThat(context.sampled()).isEqualTo(sampled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + ID,
                "ff-" + ID + "-" + PARENT + "-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + ID + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + PARENT + "-01",
                "00-" + ID + "-B7AD6B7169203331-01",
                "00-" + ID + "-" + PARENT + "-01-",
                "00-" + ID + "-" + PARENT + "-01-more",
                "00-" + ID + "-" + PARENT + "-0X",
                "00-" + ID + "-" + PARENT + "-1",
                "0x-" + ID + "-" + PARENT + "-01",
                "cc-" + ID + "-" + PARENT + "-01.what-the-future",
                "00-" + ID + "x" + PARENT + "-01",
                "00-0af7651916cd43dd8448eb211c80319-" + PARENT + "-01",
                " " + VALID,
                "00-ｆaf7651916cd43dd8448eb211c80319c-" + PARENT + "-01"
            })
    void takesNothingElseForAParent(String header) {
        assertThat(TraceContext.parse(List.of(header), List.of("a=1"))).isNull();
    }

    @Test
    void takesTwoParentsForNone() {
        assertThat(TraceContext.parse(List.of(VALID, VALID), null)).isNull();
        assertThat(TraceContext.parse(List.of(), null)).isNull();
        assertThat(TraceContext.parse(null, null)).isNull();
    }

    @Test
    void joinsTheStateOfSeveralHeadersInOrder() {
        assertThat(state("foo=1 , bar=2", "", "fw529a3039@dt=x;y:z,,\tbaz=3"))
                .isEqualTo("foo=1,bar=2,fw529a3039@dt=x;y:z,baz=3");
        assertThat(state("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"foo", "=1", "foo=", "foo=1=2", "FOO=1", "foo bar=1", "foo=1,foo=2", "foo=\u00e9", "@v=1", "t@=1"
            })
    void dropsAStateThatIsNotValidAndKeepsTheParent(String header) {
        TraceContext context = TraceContext.parse(List.of(VALID), List.of("good=1", header));

        assertThat(context).isNotNull();
        assertThat(context.traceparent()).isEqualTo(VALID);
        assertThat(context.tracestate()).isNull();
    }

    @Test
    void takesThirtyTwoMembersAndNoMore() {
        assertThat(state(members(32, "1"))).isEqualTo(members(32, "1"));
        assertThat(state(members(33, "1"))).isNull();
    }

    @Test
    void shortensAStateThatIsTooLongByWholeMembers() {
        String large = "large=" + "x".repeat(200);

        String shortened = state("first=1," + large + "," + members(31 - 1, "0123456789012345"));

        assertThat(shortened).startsWith("first=1,k0=").doesNotContain("large");
        assertThat(shortened.length()).isBetween(480, 512);
        assertThat(members(30, "0123456789012345")).startsWith(shortened.substring("first=1,".length()));
    }

    private static String members(int count, String value) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=" + value).collect(Collectors.joining(","));
    }

    private static @Nullable String state(String... headers) {
        TraceContext context = TraceContext.parse(List.of(VALID), List.of(headers));
        assertThat(context).isNotNull();
        return context.tracestate();
    }

    @Test
    void beginsTracesThatAreValidAndUnlikeEachOther() {
        List<TraceContext> fresh =
                IntStream.range(0, 1000).mapToObj(i -> TraceContext.fresh()).toList();

        assertThat(fresh).extracting(TraceContext::traceId).doesNotHaveDuplicates();
        assertThat(fresh).extracting(TraceContext::parentId).doesNotHaveDuplicates();
        assertThat(fresh)
                .allSatisfy(context -> assertThat(TraceContext.parse(List.of(context.traceparent()), null))
                        .isEqualTo(context));
        assertThat(fresh).noneMatch(TraceContext::sampled);
    }
}
