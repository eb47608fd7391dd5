package dev.lakefront.store;

import java.util.function.Supplier;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs several statements as one: all of them take effect, or none. Blocks; not for event loops. */
@Component
@ConditionalOnPortal
public class Transactions {

    private final Database database;
    private final TransactionTemplate template;

    Transactions(Database database, TransactionTemplate template) {
        this.database = database;
        this.template = template;
    }

    /**
     * What the work answers, after it was committed. What it throws undoes it.
     *
     * @throws DatabaseUnavailable at once while the database is known to be away, when it goes away during the work, and when
     *     it lets others go first for too long
     */
    public <T> T call(Supplier<T> work) {
        if (!database.ready()) {
            throw new DatabaseUnavailable(null);
        }
        try {
            return template.execute(_ -> work.get());
        } catch (CannotCreateTransactionException
                | TransactionSystemException
                | NonTransientDataAccessResourceException
                | TransientDataAccessException
                | RecoverableDataAccessException lost) {
            throw new DatabaseUnavailable(lost);
        }
    }

    /** As {@link #call}, for work that answers nothing. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Whether this thread is within such work: what it has changed is not final yet. */
    public boolean areUnderWay() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }
}
