package dev.lakefront.portal.usage;

import dev.lakefront.identity.Visitor;
import dev.lakefront.identity.Visitors;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What all pages about usage do alike: ask who visits, read what that one may see, and say so when nothing can be read. */
@Component
@ConditionalOnPortal
class OwnUsage {

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnUsage.class);
    private static final String SIGN_IN = "redirect:/portal/sign-in";

    private final Visitors visitors;
    private final OwnSubscriptions subscriptions;
    private final BlockingWork work;

    OwnUsage(Visitors visitors, OwnSubscriptions subscriptions, BlockingWork work) {
        this.visitors = visitors;
        this.subscriptions = subscriptions;
        this.work = work;
    }

    /** The page for a visitor who has signed in; for others, the page where one does. */
    Mono<String> page(ServerWebExchange exchange, Function<Reach, Mono<String>> page) {
        return visitors.of(exchange)
                .flatMap(visitor ->
                        visitor.map(known -> reach(known).flatMap(page)).orElseGet(() -> Mono.just(SIGN_IN)))
                .onErrorResume(OwnUsage::isAway, failure -> away(exchange, failure));
    }

    /** What is no page: 404 for somebody who has not signed in, 503 while nothing can be read. */
    Mono<ResponseEntity<byte[]>> download(
            ServerWebExchange exchange, Function<Reach, Mono<ResponseEntity<byte[]>>> download) {
        return visitors.of(exchange)
                .flatMap(visitor -> visitor.map(known -> reach(known).flatMap(download))
                        .orElseGet(() -> Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND))))
                .onErrorResume(OwnUsage::isAway, failure -> {
                    warn(failure);
                    return Mono.just(ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                            .contentType(MediaType.TEXT_PLAIN)
                            .body("Usage cannot be read just now. Try again later.".getBytes(StandardCharsets.UTF_8)));
                });
    }

    /** Reads from the store, off the event loop. */
    <T> Mono<T> read(Callable<T> reading) {
        return work.call(reading);
    }

    private Mono<Reach> reach(Visitor visitor) {
        return work.call(() -> Reach.of(visitor, subscriptions));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof DatabaseUnavailable;
    }

    private static Mono<String> away(ServerWebExchange exchange, Throwable failure) {
        warn(failure);
        exchange.getResponse().setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        return Mono.just("portal/usage/away");
    }

    private static void warn(Throwable failure) {
        // Its message may quote the database's address.
        LOGGER.atWarn()
                .addKeyValue("reason", failure.getClass().getSimpleName())
                .log("Usage cannot be read");
    }
}
