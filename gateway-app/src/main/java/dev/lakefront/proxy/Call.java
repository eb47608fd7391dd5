package dev.lakefront.proxy;

import dev.lakefront.backend.AttachedCredential;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.resilience.EndpointGuard;
import dev.lakefront.resilience.Permit;
import dev.lakefront.resilience.RetrySettings;
import dev.lakefront.subscription.Authentication;
import dev.lakefront.subscription.Caller;
import dev.lakefront.usage.ModelTokens;
import dev.lakefront.usage.UsageRecord;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * What the walk knows of one call. It begins with what was matched; each step adds what it found out.
 *
 * <p>Lives as an attribute of the exchange. One call is one chain of signals, so no two threads write at a time.
 */
final class Call {

    private static final String ATTRIBUTE = Call.class.getName();

    private final Snapshot snapshot;
    private final RouteTable table;
    private final Surface surface;
    private final Map<String, String> parameters;
    private final AtomicLong requestBytes = new AtomicLong();
    private final AtomicLong responseBytes = new AtomicLong();
    private @Nullable Arrival arrival;
    private @Nullable RouteTarget target;
    private @Nullable Optional<Authentication.Known> subscription;
    private @Nullable Caller caller;
    private RequestBody body = new RequestBody.None();
    private boolean bodyTaken;
    private @Nullable AttachedCredential credential;
    private @Nullable String problem;
    private boolean callerLeft;
    private boolean headersCleaned;
    private boolean credentialRenewed;
    private int attempts;
    private long held;
    private long begun;
    private @Nullable Hold hold;
    private @Nullable Permit permit;
    private @Nullable AnswerScanner answer;
    private Duration waited = Duration.ZERO;

    Call(Snapshot snapshot, RouteTable table, Surface surface, Map<String, String> parameters) {
        this.snapshot = snapshot;
        this.table = table;
        this.surface = surface;
        this.parameters = parameters;
    }

    /** The call of this exchange; every exchange on the walk has one. */
    static Call of(ServerWebExchange exchange) {
        Call call = exchange.getAttribute(ATTRIBUTE);
        if (call == null) {
            throw new IllegalStateException("this exchange was not matched");
        }
        return call;
    }

    /** As {@link #of}; absent when no path was matched. */
    static @Nullable Call find(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    void attachTo(ServerWebExchange exchange) {
        arrival = Arrival.of(exchange);
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** When its head came and what happened since. */
    Arrival arrival() {
        if (arrival == null) {
            throw new IllegalStateException("this call belongs to no exchange");
        }
        return arrival;
    }

    /** The state that this call runs on from beginning to end, whatever is published meanwhile. */
    Snapshot snapshot() {
        return snapshot;
    }

    /** The paths of that state. */
    RouteTable table() {
        return table;
    }

    Surface surface() {
        return surface;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** What is called; known from the path, or once the model's name was read. */
    RouteTarget target() {
        if (target == null) {
            throw new IllegalStateException("the model of this call is not known yet");
        }
        return target;
    }

    @Nullable
    RouteTarget targetIfKnown() {
        return target;
    }

    void target(RouteTarget found) {
        this.target = found;
    }

    /** Whose key the call carries; empty when it carries none, absent until somebody has looked. */
    @Nullable
    Optional<Authentication.Known> subscription() {
        return subscription;
    }

    void subscription(Optional<Authentication.Known> found) {
        this.subscription = found;
    }

    /** Who calls; {@link Caller#anonymous()} on an open product. */
    @Nullable
    Caller caller() {
        return caller;
    }

    void caller(Caller found) {
        this.caller = found;
    }

    RequestBody body() {
        return body;
    }

    /** Whether an earlier step has read the body already. */
    boolean isBodyTaken() {
        return bodyTaken;
    }

    void body(RequestBody taken) {
        this.body = taken;
        this.bodyTaken = true;
    }

    /** Bytes of the body that are held in memory until the call is over. */
    long held() {
        return held;
    }

    void holds(long more) {
        held += more;
    }

    @Nullable
    AttachedCredential credential() {
        return credential;
    }

    void credential(AttachedCredential attached) {
        this.credential = attached;
    }

    /** The code of the gateway's own error, once there is one. */
    @Nullable
    String problem() {
        return problem;
    }

    void problem(String code) {
        this.problem = code;
    }

    /** Whether the caller closed its connection before it had its answer. */
    boolean hasCallerLeft() {
        return callerLeft;
    }

    void callerLeft() {
        this.callerLeft = true;
    }

    /** Whether policies have had the request's headers, without what must not go further. */
    boolean areHeadersCleaned() {
        return headersCleaned;
    }

    void headersCleaned() {
        this.headersCleaned = true;
    }

    /** When the first attempt at the model server began, as {@link System#nanoTime} counts. */
    long begun() {
        if (begun == 0) {
            begun = System.nanoTime();
        }
        return begun;
    }

    /** How long the call may still take. */
    Duration timeLeft() {
        return target().requiredApi().totalTimeout().minusNanos(System.nanoTime() - begun());
    }

    /** Attempts at the model server so far. */
    int attempts() {
        return attempts;
    }

    void attempted() {
        attempts++;
    }

    /** Whether there may be another attempt after this wait; if so, it is taken out of the endpoint's budget. */
    boolean mayAttemptAgain(RetrySettings.Cause cause, Duration wait) {
        EndpointGuard guard = target().requiredApi().guard();
        return attempts < guard.settings().retry().attempts() && mayWait(cause, wait) && guard.mayRetry();
    }

    /** Whether the call may come to the model server after this wait, when the API's file lets it for this cause. */
    boolean mayWait(RetrySettings.Cause cause, Duration wait) {
        RetrySettings retry = target().requiredApi().guard().settings().retry();
        return retry.on().contains(cause) && body.isReplayable() && wait.compareTo(timeLeft()) < 0;
    }

    /** Whether the call may wait for an endpoint that is not ready. */
    boolean mayBeHeld() {
        return body.isReplayable()
                && !target().requiredApi().guard().settings().hold().isZero();
    }

    /** True the first time. */
    boolean renewsCredential() {
        boolean first = !credentialRenewed;
        credentialRenewed = true;
        return first;
    }

    /** Its wait for an endpoint that is not ready; absent when there was none. */
    @Nullable
    Hold hold() {
        return hold;
    }

    void hold(Hold begun) {
        this.hold = begun;
    }

    /** The circuit breaker's leave for the attempt that is made now. */
    Permit permit() {
        if (permit == null) {
            throw new IllegalStateException("the circuit breaker was not asked");
        }
        return permit;
    }

    void permit(Permit granted) {
        this.permit = granted;
    }

    /** How long a limit held it before it went on; zero when none did. */
    Duration waited() {
        return waited;
    }

    void waited(Duration held) {
        this.waited = held;
    }

    /** What the model says that it counted; absent where it has not said so. */
    @Nullable
    ModelTokens tokens() {
        return answer == null ? null : answer.tokens();
    }

    /** How many rows the model answered; {@link UsageRecord#UNKNOWN_ROWS} where that cannot be told. */
    long rows() {
        return answer == null ? UsageRecord.UNKNOWN_ROWS : answer.rows();
    }

    /** Begins to look at the answer, from its first byte. */
    void watchAnswer(@Nullable AnswerScanner scanner) {
        this.answer = scanner;
    }

    /** A piece of the answer goes out. */
    void answered(ByteBuf piece) {
        responseBytes.addAndGet(piece.readableBytes());
        if (answer != null) {
            answer.scan(piece);
        }
    }

    AtomicLong requestBytes() {
        return requestBytes;
    }

    AtomicLong responseBytes() {
        return responseBytes;
    }
}
