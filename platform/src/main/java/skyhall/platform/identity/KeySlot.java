package skyhall.platform.identity;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.KeyRing.ActiveKey;

/// What is known of one access key id: the last answer of the database, when it was given, and the question that is
/// on its way. At most one question is on its way at a time.
final class KeySlot {
    /// All in nanoseconds.
    record Times(long freshNanos, long staleNanos, long waitNanos) {}

    private record Answer(Optional<ActiveKey> key, long askedAtNanos) {}

    private record Question(CompletableFuture<Answer> answer, long askedAtNanos) {}

    private final Times times;
    private final LongSupplier nanos;
    private @Nullable Answer last;
    private @Nullable Question open;
    private long failedAtNanos;
    private boolean failed;

    KeySlot(Times times, LongSupplier nanos) {
        this.times = times;
        this.nanos = nanos;
    }

    /// The answer to give now.
    ///
    /// @throws FaultException when the database does not answer and nothing recent enough is known
    Optional<ActiveKey> answer(Supplier<Optional<ActiveKey>> database) {
        long now = nanos.getAsLong();
        Question question;
        Answer known;
        synchronized (this) {
            known = last;
            if (known != null && now - known.askedAtNanos() < times.freshNanos()) {
                return known.key();
            }
            if (known != null && isStaleAllowed(known, now) && failed && now - failedAtNanos < times.freshNanos()) {
                return known.key();
            }
            question = open == null ? ask(database, now) : open;
        }
        return await(question, known, now);
    }

    private Question ask(Supplier<Optional<ActiveKey>> database, long now) {
        Question question = new Question(new CompletableFuture<>(), now);
        open = question;
        Thread.ofVirtual().name("key-ring").start(() -> {
            try {
                Answer answer = new Answer(database.get(), now);
                settle(answer);
                question.answer().complete(answer);
            } catch (RuntimeException | Error e) {
                settle(null);
                question.answer().completeExceptionally(e);
            }
        });
        return question;
    }

    private synchronized void settle(@Nullable Answer answer) {
        open = null;
        failed = answer == null;
        if (answer == null) {
            failedAtNanos = nanos.getAsLong();
        } else {
            last = answer;
        }
    }

    private Optional<ActiveKey> await(Question question, @Nullable Answer known, long now) {
        boolean fallBack = known != null && isStaleAllowed(known, now);
        long waitNanos = Math.max(0, times.waitNanos() - (now - question.askedAtNanos()));
        try {
            return fallBack
                    ? question.answer().get(waitNanos, TimeUnit.NANOSECONDS).key()
                    : question.answer().get().key();
        } catch (TimeoutException _) {
            return stale(known);
        } catch (ExecutionException e) {
            if (fallBack && e.getCause() instanceof FaultException fault && isGone(fault)) {
                return stale(known);
            }
            throw thrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException(PlatformFault.DATABASE_GONE, "The wait was interrupted.", e);
        }
    }

    /// "There is no such key" is never given from memory when it cannot be confirmed: the key may be new.
    private boolean isStaleAllowed(Answer known, long now) {
        return known.key().isPresent() && now - known.askedAtNanos() < times.staleNanos();
    }

    private static Optional<ActiveKey> stale(@Nullable Answer known) {
        return known == null ? Optional.empty() : known.key();
    }

    private static boolean isGone(FaultException fault) {
        return fault.fault() == PlatformFault.DATABASE_GONE;
    }

    private static RuntimeException thrown(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException("the key ring's question failed", e.getCause());
    }
}
