package skyhall.server.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Organisation;
import skyhall.server.part.Services;

/// Names an account on the command line: a person's name is unique in the installation; a service
/// account's needs
/// its organisation.
final class Accountable {
    @CommandLine.Parameters(index = "0", paramLabel = "NAME", description = "The person or service account.")
    private String name = "";

    @CommandLine.Option(names = "--org", description = "Its organisation; needed for service accounts.")
    private @Nullable String organisation;

    Account find(Services services) {
        Optional<Account> found = organisation == null
                ? services.identity().accounts().person(name)
                : services.identity()
                        .accounts()
                        .find(organisation(services, organisation).id(), name);
        return found.orElseThrow(() -> new FaultException(
                PlatformFault.ACCOUNT_UNKNOWN,
                "The name is '" + name + "'" + (organisation == null ? "; a service account needs --org." : ".")));
    }

    static Organisation organisation(Services services, String name) {
        return services.identity()
                .organisations()
                .find(name)
                .orElseThrow(() -> new FaultException(PlatformFault.ORGANISATION_UNKNOWN, "'" + name + "'."));
    }
}
