package dev.lakefront.tracing;

import dev.lakefront.usage.UsageRecord;
import org.jspecify.annotations.Nullable;

/** The span of one call, with a span below it for each attempt at a model server. Used by one thread at a time. */
public interface CallSpan {

    String traceId();

    /**
     * A model server is about to be called.
     *
     * @param number the first attempt is 1
     */
    AttemptSpan attempt(String host, int port, String method, int number);

    /** The call has ended. Attempts that have not ended by now end with it. */
    void end(UsageRecord usage, @Nullable Served served);

    /** The span of one attempt; it ends with its failure, else with the call. */
    interface AttemptSpan {

        /** What the model server is told. */
        TraceContext context();

        /** The head of an answer came. */
        void answered(int status);

        /** There will be no answer. */
        void failed(String problem);
    }

    /**
     * What was called, as far as it was found out.
     *
     * @param route the template of the path, such as {@code /churn/invocations}
     * @param platform the type of the workspace
     * @param task what the model does: {@code chat}, {@code embeddings} ...
     */
    record Served(String api, String route, String platform, String task) {}
}
