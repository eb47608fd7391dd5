package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.server.RunningCalls;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Every attempt at a model server that is under way, so that those left can be ended when the gateway stops. */
@Component
class RunningAttempts implements RunningCalls {

    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
    }

    @Override
    public void end(boolean streams, GatewayProblem problem) {
        attempts.stream().filter(attempt -> attempt.isStream() == streams).forEach(attempt -> attempt.stop(problem));
    }
}
