package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyCountTests {

    private static BodyCount count(String body) {
        return BodyCount.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'dataframe_records':[{'a':1},{'a':[2,3]},{}]} | 3",
                "{'dataframe_split':{'columns':['a','b'],'index':[1,2,3,4,5,6],'data':[[1,2],[3,4]]}} | 2",
                "{'dataframe_split':{'data':[[1],[NaN]],'columns':['a']},'params':{'data':[1,2,3]}} | 2",
                "{'instances':[[1],[2],[3],[4]]} | 4",
                "{'instances':{'a':[1,2,3],'b':[1]}} | 3",
                "{'inputs':[[1,2],[3,4]]} | 2",
                "{'inputs':{'a':[1,2,3,4,5],'b':{'c':[1,2,3,4,5,6,7]}}} | 5",
                "{'inputs':'one'} | 1",
                "[{'a':1},{'a':2}] | 2",
                "{'dataframe_records':[]} | 1",
                "{'prompt':['a','b']} | 1",
                "{} | 1",
                // Whichever of them the model takes.
                "{'instances':[1],'instances':[1,2,3]} | 4",
                "{'instances':[1],'dataframe_split':{'data':[1,2],'data':[1]}} | 4",
                "{'dataframe_split':[1,2,3]} | 1",
            })
    void countsRows(String body, long rows) {
        assertThat(count(body).rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':'e','input':'one text'} | 1",
                "{'input':['a','b','c'],'model':'e'} | 3",
                "{'input':[1012,77,5]} | 1",
                "{'input':[[1012,77],[5]]} | 2",
                "{'input':[]} | 1",
                "{'inputs':['a','b']} | 2",
                "{'model':['a','b']} | 1",
            })
    void countsInputs(String body, long inputs) {
        assertThat(count(body).inputs()).isEqualTo(inputs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,b\n1,2",
                "'text'",
                "{'instances':[1,2",
                "{'instances':[1,2]",
                "{'instances':[1,]}",
                "{} {'instances':[1,2]}",
                "{'dataframe_split':{'data':[[1]"
            })
    void refusesWhatCannotBeCounted(String body) {
        assertThatExceptionOfType(GatewayProblem.class)
                .isThrownBy(() -> count(body))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.BODY_NOT_COUNTABLE));
    }

    @Test
    void readsOtherEncodingsOfJson() {
        assertThat(BodyCount.of("{\"instances\":[1,2]}".getBytes(StandardCharsets.UTF_16BE))
                        .rows())
                .isEqualTo(2);
    }
}
