package skyhall.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skyhall.platform.outbox.Await.until;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.OrganisationId;

class JobRunnerTest {
    private static final OrganisationId CITY = new OrganisationId(7);
    private static final JobLimits LIMITS =
            new JobLimits(2, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(2));

    private Database database;
    private Jobs jobs;
    private final List<JobRunner> runners = new ArrayList<>();

    @BeforeEach
    void noJobs() {
        database = TestDatabase.fresh("platform");
        jobs = new Jobs(database, InstantSource.system());
    }

    @AfterEach
    void stop() {
        runners.forEach(JobRunner::close);
    }

    private JobRunner runner(String process, JobHandler handler, RecurringJob... recurring) {
        JobKind kind = new JobKind("test.work", handler, 3, Duration.ofMillis(10), Duration.ofMillis(20));
        JobRunner runner = new JobRunner(
                database, jobs, InstantSource.system(), process, LIMITS, List.of(kind), List.of(recurring));
        runners.add(runner);
        runner.start();
        return runner;
    }

    private static JobRequest request(@Nullable String uniqueKey) {
        return new JobRequest("test.work", CITY, uniqueKey, "{\"n\":1}", "arn:aws:iam::city:user/wang", null);
    }

    private Job ended(long id) {
        until(() -> jobs.find(CITY, id).orElseThrow().state().ended());
        return jobs.find(CITY, id).orElseThrow();
    }

    @Test
    void aJobRunsShowsHowFarItIsAndKeepsItsResult() {
        Semaphore goOn = new Semaphore(0);
        runner("one", run -> {
            run.progress(3, Optional.of(10L), "Counting");
            goOn.acquire();
            return "{\"sum\":" + run.request() + "}";
        });
        long id = jobs.submit(request(null)).jobId();
        until(() -> jobs.find(CITY, id).orElseThrow().progress().done() == 3);
        Job running = jobs.find(CITY, id).orElseThrow();
        assertThat(running.state()).isEqualTo(JobState.RUNNING);
        assertThat(running.progress()).isEqualTo(new Job.Progress(3, Optional.of(10L), "Counting"));
        goOn.release();
        Job done = ended(id);
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.result()).contains("{\"sum\":{\"n\":1}}");
        assertThat(done.request().askedBy()).isEqualTo("arn:aws:iam::city:user/wang");
        assertThat(done.attempts()).isOne();
    }

    @Test
    void aJobExistsOnlyWhenItsTransactionCommits() {
        assertThatThrownBy(() -> database.transaction(() -> {
                    jobs.submit(request(null));
                    throw new IllegalStateException("the reason failed");
                }))
                .hasMessage("the reason failed");
        assertThat(jobs.list(CITY, Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void aSecondJobWithTheSameKeyIsTheFirst() {
        Submitted first = jobs.submit(request("bucket/a"));
        assertThat(first).isInstanceOf(Submitted.New.class);
        assertThat(jobs.submit(request("bucket/a"))).isEqualTo(new Submitted.AlreadyThere(first.jobId()));
        assertThat(jobs.submit(request("bucket/b"))).isInstanceOf(Submitted.New.class);
        runner("one", _ -> "{}");
        ended(first.jobId());
        assertThat(jobs.submit(request("bucket/a"))).isInstanceOf(Submitted.New.class);
    }

    @Test
    void listingGoesByOrganisationAndPage() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(jobs.submit(request(null)).jobId());
        }
        assertThat(jobs.list(CITY, Long.MAX_VALUE, 2)).extracting(Job::id).containsExactly(ids.get(4), ids.get(3));
        assertThat(jobs.list(CITY, ids.get(3), 9))
                .extracting(Job::id)
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));
        OrganisationId stranger = new OrganisationId(8);
        assertThat(jobs.list(stranger, Long.MAX_VALUE, 9)).isEmpty();
        assertThat(jobs.find(stranger, ids.getFirst())).isEmpty();
        assertThat(jobs.cancel(stranger, ids.getFirst())).isFalse();
    }

    @Test
    void aFailureIsTriedAgainFromTheCheckpointAndTheLastIsKept() {
        AtomicInteger attempts = new AtomicInteger();
        List<Optional<String>> checkpoints = new ArrayList<>();
        runner("one", run -> {
            checkpoints.add(run.checkpoint());
            run.saveCheckpoint("{\"at\":" + attempts.incrementAndGet() + "}");
            throw new IllegalStateException("attempt " + run.attempt());
        });
        Job failed = ended(jobs.submit(request(null)).jobId());
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.failure())
                .contains(new Job.Failure("SKY-1999", "java.lang.IllegalStateException: attempt 3"));
        assertThat(checkpoints).containsExactly(Optional.empty(), Optional.of("{\"at\":1}"), Optional.of("{\"at\":2}"));
    }

    @Test
    void aFaultOfTheCallerIsFinalAtOnce() {
        runner("one", _ -> {
            throw new FaultException(PlatformFault.TIME_ZONE_UNKNOWN, "'Moon'");
        });
        Job failed = ended(jobs.submit(request(null)).jobId());
        assertThat(failed.attempts()).isOne();
        assertThat(failed.failure().orElseThrow().faultCode()).isEqualTo("SKY-1151");
    }

    @Test
    void aWaitingJobIsCancelledAtOnceAndARunningOneAtItsNextLook() {
        long waiting = jobs.submit(new JobRequest("test.nobody-knows", CITY, null, "{}", "w", null))
                .jobId();
        assertThat(jobs.cancel(CITY, waiting)).isTrue();
        assertThat(jobs.find(CITY, waiting).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.cancel(CITY, waiting)).as("it has ended").isFalse();

        CountDownLatch runs = new CountDownLatch(1);
        runner("one", run -> {
            for (long n = 0; ; n++) {
                run.progress(n, Optional.empty(), "Forever");
                runs.countDown();
                Thread.sleep(5);
            }
        });
        long running = jobs.submit(request(null)).jobId();
        until(() -> runs.getCount() == 0);
        assertThat(jobs.cancel(CITY, running)).isTrue();
        assertThat(ended(running).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aStoppingRunnerHandsItsJobOverWithoutCountingTheAttempt() {
        CountDownLatch began = new CountDownLatch(1);
        JobRunner first = runner("one", run -> {
            run.saveCheckpoint("{\"at\":5}");
            began.countDown();
            while (true) {
                run.look();
                Thread.sleep(5);
            }
        });
        long id = jobs.submit(request(null)).jobId();
        until(() -> began.getCount() == 0);
        first.close();
        runner("two", run -> "{\"from\":" + run.checkpoint().orElseThrow() + ",\"attempt\":" + run.attempt() + "}");
        assertThat(ended(id).result()).contains("{\"from\":{\"at\":5},\"attempt\":1}");
    }

    @Test
    void aJobWhoseRunnerIsSilentIsTakenAndTheSilentOneWritesNothingMore() {
        JobTable silent = new JobTable(database, InstantSource.system(), "silent");
        long id = jobs.submit(request(null)).jobId();
        JobTable.Held held =
                silent.take(List.of("test.work"), Duration.ofSeconds(1), 1).getFirst();
        assertThat(silent.saveCheckpoint(held, "{\"at\":1}")).isTrue();
        runner("two", run -> "{\"from\":" + run.checkpoint().orElseThrow() + "}");
        assertThat(ended(id).result()).contains("{\"from\":{\"at\":1}}");
        assertThat(silent.saveCheckpoint(held, "{\"at\":2}")).isFalse();
        silent.failed(held, new Job.Failure("SKY-1999", "late"));
        assertThat(jobs.find(CITY, id).orElseThrow().state()).isEqualTo(JobState.DONE);
        assertThatThrownBy(() -> new JobRun(silent, held).saveCheckpoint("{}")).isInstanceOf(JobInterrupted.class);
    }

    @Test
    void aJobThatKillsItsServerAgainAndAgainFailsInTheEnd() {
        long id = jobs.submit(request(null)).jobId();
        database.sql().sql("UPDATE platform.job SET attempts = 3").update();
        runner("one", _ -> {
            throw new AssertionError("never run");
        });
        assertThat(ended(id).failure().orElseThrow().faultCode()).isEqualTo("SKY-1120");
    }

    @Test
    void noMoreThanTheLimitRunAtOnceAndEveryJobRunsOnceOnTwoServers() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger all = new AtomicInteger();
        JobHandler handler = _ -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            all.incrementAndGet();
            Thread.sleep(3);
            now.decrementAndGet();
            return "{}";
        };
        runner("one", handler);
        runner("two", handler);
        for (int i = 0; i < 30; i++) {
            jobs.submit(request(null));
        }
        until(() -> jobs.list(CITY, Long.MAX_VALUE, 99).stream().allMatch(job -> job.state() == JobState.DONE));
        assertThat(all).hasValue(30);
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void aRecurringJobComesOnceForAllTheTimesThatWereMissed() {
        RecurringJob recurring =
                new RecurringJob("nightly", CronPattern.of("0 2 * * *"), ZoneOffset.UTC, request(null));
        runner("one", _ -> "{}", recurring).close();
        assertThat(jobs.list(CITY, Long.MAX_VALUE, 9)).isEmpty();
        database.sql()
                .sql("UPDATE platform.job_recurrence SET next_at = now() - interval '3 days'")
                .update();
        runner("two", _ -> "{}", recurring);
        runner("three", _ -> "{}", recurring);
        until(() -> jobs.list(CITY, Long.MAX_VALUE, 9).stream().anyMatch(job -> job.state() == JobState.DONE));
        assertThat(jobs.list(CITY, Long.MAX_VALUE, 9)).hasSize(1);
        assertThat(jobs.deleteEnded(Duration.ofHours(1))).isZero();
        assertThat(jobs.deleteEnded(Duration.ofHours(-1))).isOne();
    }
}
