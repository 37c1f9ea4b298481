package skyhall.server.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skyhall.platform.audit.AuditRecord;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.OrganisationId;
import skyhall.server.part.Services;
import skyhall.server.view.JobView;

/// Background jobs.
@Command(name = "job", description = "Lists and calls off background jobs.", mixinStandardHelpOptions = true)
final class JobCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        Sky.usage(spec);
    }

    @Command(name = "list", description = "Lists the newest jobs.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Console console,
            @Option(names = "--org", description = "Whose; else the installation's own.") @Nullable String organisation,
            @Option(names = "--most", defaultValue = "50", description = "How many.") int most) {
        return console.many(
                services -> services.jobs().list(owner(services, organisation), Long.MAX_VALUE, most).stream()
                        .map(JobView::of)
                        .toList());
    }

    @Command(name = "cancel", description = "Calls a job off.", mixinStandardHelpOptions = true)
    int cancel(
            @Mixin Console console,
            @Option(names = "--org", description = "Whose; else the installation's own.") @Nullable String organisation,
            @Parameters(paramLabel = "ID") long id) {
        return console.one(services -> {
            OrganisationId owner = owner(services, organisation);
            services.jobs().cancel(owner, id);
            return services.jobs()
                    .find(owner, id)
                    .map(JobView::of)
                    .orElseThrow(() -> new FaultException(PlatformFault.NOT_THERE, "There is no such job."));
        });
    }

    private static OrganisationId owner(Services services, @Nullable String organisation) {
        return organisation == null
                ? AuditRecord.INSTALLATION
                : Accountable.organisation(services, organisation).id();
    }
}
