package dev.lakefront.server;

import dev.lakefront.problem.GatewayProblem;

/** Ends what is still under way when the gateway must stop. Implemented by whoever makes calls to model servers. */
public interface RunningCalls {

    /**
     * Ends every call that waits for a model server or passes on its answer. Does not wait for their end; a call that is
     * over by then is not touched.
     *
     * @param streams those whose answers are streams of events, or all others
     * @param problem what their callers are told, where they still can be told anything
     */
    void end(boolean streams, GatewayProblem problem);
}
