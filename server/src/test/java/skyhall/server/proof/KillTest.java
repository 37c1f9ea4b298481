package skyhall.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.audit.AuditFinding;
import skyhall.platform.audit.AuditHeadsFile;
import skyhall.platform.audit.AuditVerifier;

/// Clients write through S3 while the server, its PostgreSQL, or both are killed with -9 at random
/// moments. Afterwards
/// everything that was acknowledged is there and whole, and nothing is there that nobody asked for.
///
/// The collector runs all the time with a short grace, so that bytes which it takes too early are
/// missed here.
@Tag("slow")
final class KillTest {
    private static final int CLIENTS = 4;
    private static final Map<String, String> SETTINGS =
            Map.of("STORAGE_VOLUME_COLLECT_GRACE", "10s", "STORAGE_VOLUME_COLLECT_INTERVAL", "500ms");

    /// Whom the kill hits.
    private enum Victim {
        SERVER,
        POSTGRES,
        BOTH,
        /// One process of PostgreSQL, whereupon its parent starts all others anew.
        BACKEND
    }

    /// One kill and what came after it.
    private record Round(Victim victim, int putsBefore, double readySeconds) {}

    @TempDir
    private Path folder;

    private final List<KillClient> clients = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(0);
    private @org.jspecify.annotations.Nullable ServerProcess running;

    @AfterEach
    void end() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void threeKills() throws Exception {
        run(2014, List.of(Victim.SERVER, Victim.POSTGRES, Victim.BOTH));
    }

    @Test
    void twentyKills() throws Exception {
        List<Victim> victims = IntStream.range(0, 20)
                .mapToObj(i -> Victim.values()[i % Victim.values().length])
                .toList();
        run(2026, victims);
    }

    private ServerProcess server() {
        return java.util.Objects.requireNonNull(running);
    }

    private void run(long seed, List<Victim> victims) throws Exception {
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
        random = new SplittableRandom(seed);
        start();
        byte[] on = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        server().mustPut("/" + KillClient.PLAIN, new byte[0]);
        server().mustPut("/" + KillClient.VERSIONED, new byte[0]);
        server().mustPut("/" + KillClient.VERSIONED + "?versioning=", on);
        IntStream.range(0, CLIENTS).forEach(i -> clients.add(new KillClient(i, seed)));
        for (Victim victim : victims) {
            round(victim);
        }
        endsClean();
        print();
    }

    private void start() throws IOException {
        running = ServerProcess.start(folder.resolve("data"), SETTINGS);
    }

    private void round(Victim victim) throws Exception {
        int before = puts();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (KillClient client : clients) {
            client.connect(server().client());
            threads.add(Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    client.step();
                }
            }));
        }
        Await.until("some puts are acknowledged", Duration.ofMinutes(1), () -> puts() > before + 20);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(2000)).toNanos()); // the moment is random on purpose
        int acknowledged = puts() - before;
        double seconds = kill(victim, stop, threads);
        rounds.add(new Round(victim, acknowledged, seconds));
        verify();
    }

    private int puts() {
        return clients.stream().mapToInt(KillClient::putsAcknowledged).sum();
    }

    /// Seconds until the server took puts again.
    private double kill(Victim victim, AtomicBoolean stop, List<Thread> threads) throws Exception {
        long begun = System.nanoTime();
        switch (victim) {
            case SERVER -> {
                server().kill();
                startAgain(stop, threads);
            }
            case BOTH -> {
                List<ProcessHandle> all = server().database().processes();
                server().handle().destroyForcibly();
                all.forEach(ProcessHandle::destroyForcibly);
                server().kill();
                startAgain(stop, threads);
            }
            case POSTGRES -> {
                server().database().postmaster().destroyForcibly();
                recovers(stop, threads);
            }
            case BACKEND -> {
                server().database().backend().orElseThrow().destroyForcibly();
                recovers(stop, threads);
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void startAgain(AtomicBoolean stop, List<Thread> threads) throws Exception {
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        Await.until("the killed server leaves no PostgreSQL behind", Duration.ofSeconds(30), () -> server().database()
                .processes()
                .isEmpty());
        start();
    }

    /// The clients go on and on; the server must take puts again without any help.
    private void recovers(AtomicBoolean stop, List<Thread> threads) throws Exception {
        Await.until(
                "it takes puts again",
                Duration.ofMinutes(1),
                () -> server().client()
                                .put("/" + KillClient.PLAIN + "/probe", new byte[1])
                                .status()
                        == 200);
        int before = puts();
        Await.until("the clients' puts are acknowledged again", Duration.ofMinutes(1), () -> puts() > before + 5);
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void verify() throws Exception {
        KillVerdict verdict = new KillVerdict(server().client());
        clients.forEach(verdict::compare);
        assertThat(verdict.complaints()).as(server().errors()).isEmpty();
        assertThat(server().scrub()).contains("\"clean\":true");
        assertThat(server().database().postmasters()).hasSize(1);
    }

    private void endsClean() throws Exception {
        Await.until("no orphan is left", Duration.ofMinutes(3), () -> !server().scrub()
                .contains("Orphan"));
        assertThat(server().scrub()).contains("\"clean\":true").contains("\"findings\":[]");
        Await.until("the audit is chained and whole", Duration.ofMinutes(1), () -> audit().stream()
                .allMatch(finding -> finding instanceof AuditFinding.Whole whole && whole.unchained() == 0));
        assertThat(audit()).isNotEmpty();
        assertThat(KillVerdict.rowsWithoutEvent(server().database().open())).isEmpty();
        DatabaseWindow database = server().database();
        assertThat(server().stop()).isZero();
        assertThat(database.processes()).isEmpty();
    }

    private List<AuditFinding> audit() throws IOException {
        AuditHeadsFile heads = new AuditHeadsFile(server().data().resolve("audit-heads"));
        return new AuditVerifier(server().database().open(), List.of(heads)).verify();
    }

    private void print() {
        Map<Victim, List<Double>> seconds = new HashMap<>();
        rounds.forEach(round ->
                seconds.computeIfAbsent(round.victim(), _ -> new ArrayList<>()).add(round.readySeconds()));
        System.out.printf(
                "kill: %d kills, %d puts acknowledged, %d keys; seconds to ready: %s%n",
                rounds.size(),
                puts(),
                clients.stream().mapToInt(client -> client.stories().size()).sum(),
                seconds.entrySet().stream()
                        .map(entry -> entry.getKey() + " "
                                + entry.getValue().stream()
                                        .map("%.1f"::formatted)
                                        .toList())
                        .toList());
    }
}
