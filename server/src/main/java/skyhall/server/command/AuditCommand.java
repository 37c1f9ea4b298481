package skyhall.server.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import skyhall.platform.audit.AuditFinding;
import skyhall.platform.audit.AuditHeadsFile;
import skyhall.platform.audit.AuditQuestion;
import skyhall.platform.audit.AuditRecord;
import skyhall.platform.audit.AuditVerifier;
import skyhall.platform.identity.Organisation;
import skyhall.platform.identity.OrganisationId;
import skyhall.server.part.Services;

/// The audit record.
@Command(name = "audit", description = "Verifies and exports the audit record.", mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        Sky.usage(spec);
    }

    /// One organisation's chain as it was found.
    ///
    /// @param records in the chain; absent when it is broken
    /// @param trouble what is wrong; absent when it is whole
    record Finding(
            String organisation,
            boolean whole,
            Optional<Long> records,
            Optional<Long> unchained,
            Optional<String> kind,
            Optional<Long> sequence,
            Optional<String> trouble) {}

    @Command(
            name = "verify",
            description = "Recomputes every chain; ends with 3 when one is broken.",
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin Console console,
            @Option(names = "--heads", description = "A file of heads of another server; repeatable.") @Nullable
                    List<Path> heads) {
        List<Finding> findings = console.with(services -> {
            List<AuditHeadsFile> files = new ArrayList<>(List.of(services.auditHeads()));
            if (heads != null) {
                heads.forEach(file -> files.add(new AuditHeadsFile(file)));
            }
            return new AuditVerifier(services.database(), files)
                    .verify().stream().map(finding -> view(services, finding)).toList();
        });
        console.show(findings);
        return findings.stream().allMatch(Finding::whole) ? 0 : Sky.OPERATORS_MOVE;
    }

    @Command(
            name = "export",
            description = "Writes an organisation's records as JSON lines, oldest first.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin Console console,
            @Option(names = "--org", description = "The organisation; else what concerns the installation.") @Nullable
                    String organisation,
            @Option(names = "--from", description = "The first instant, such as 2026-01-01T00:00:00Z.") @Nullable
                    Instant from,
            @Option(names = "--to", description = "The first instant after it.") @Nullable Instant to,
            @Option(names = "--action", description = "How the action begins, such as identity:.") @Nullable
                    String action,
            @Option(names = "--output", description = "A new file; else standard output.") @Nullable Path file) {
        return console.with(services -> {
            OrganisationId id = organisation == null
                    ? AuditRecord.INSTALLATION
                    : Accountable.organisation(services, organisation).id();
            export(console, services, new AuditQuestion(id, from, to, null, action, null, null), file);
            return 0;
        });
    }

    private static void export(Console console, Services services, AuditQuestion question, @Nullable Path file) {
        if (file == null) {
            services.auditLog().export(question, printing(console));
            console.out().flush();
            return;
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            long records = services.auditLog().export(question, out);
            console.say(records + " records are in " + file + ".");
        } catch (FileAlreadyExistsException e) {
            throw console.wrongWords("There is a file " + file + " already.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The export writes whole lines, so that no character is cut in two here.
    private static OutputStream printing(Console console) {
        return new FilterOutputStream(OutputStream.nullOutputStream()) {
            @Override
            public void write(byte[] line) {
                console.out().print(new String(line, StandardCharsets.UTF_8));
            }
        };
    }

    private static Finding view(Services services, AuditFinding finding) {
        String name = services.identity()
                .organisations()
                .find(finding.organisation())
                .map(Organisation::name)
                .orElse("no. " + finding.organisation().value());
        return switch (finding) {
            case AuditFinding.Whole(var _, long records, long unchained) ->
                new Finding(
                        name,
                        true,
                        Optional.of(records),
                        Optional.of(unchained),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            case AuditFinding.Broken(var _, AuditFinding.Break kind, long sequence, var _, String sentence) ->
                new Finding(
                        name,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(kind.name().toLowerCase(Locale.ROOT)),
                        Optional.of(sequence),
                        Optional.of(sentence));
        };
    }
}
