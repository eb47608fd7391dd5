package dev.lakefront.proxy;

import dev.lakefront.policy.LimitedCall;
import dev.lakefront.subscription.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What limits ask of a call, found out when they ask. */
record MeasuredCall(ServerHttpRequest request, Call call, BodyCount count, ClientAddress addresses)
        implements LimitedCall {

    /** Longer values of a header are told apart by this many characters. */
    private static final int LONGEST_VALUE = 200;

    @Override
    public @Nullable String subscription() {
        Caller caller = call.caller();
        return caller == null ? null : caller.subscriptionId();
    }

    @Override
    public String clientAddress() {
        return addresses.of(request);
    }

    @Override
    public String header(String name) {
        String value = request.getHeaders().getFirst(name);
        if (value == null) {
            return "";
        }
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
    }

    @Override
    public long inputs() {
        return count.inputs();
    }

    @Override
    public long rows() {
        return count.rows();
    }

    @Override
    public long held() {
        return call.body() instanceof RequestBody.Whole(byte[] bytes) ? bytes.length : 0;
    }
}
