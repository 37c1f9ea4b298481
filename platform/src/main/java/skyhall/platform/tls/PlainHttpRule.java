package skyhall.platform.tls;

import java.net.InetAddress;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Plain HTTP only among processes of the same machine, unless an operator said otherwise in so many words.
public final class PlainHttpRule {
    private PlainHttpRule() {}

    /// Checks an address before a connector is opened on it.
    ///
    /// @param allowed the value of the setting that allows plain HTTP
    /// @param settingName that setting's name, for the refusal's sentence
    /// @throws FaultException when the connector would speak plain HTTP where others can reach it
    public static void check(InetAddress address, boolean hasTls, boolean allowed, String settingName) {
        if (!hasTls && !allowed && !address.isLoopbackAddress()) {
            throw new FaultException(
                    PlatformFault.PLAIN_HTTP_REFUSED,
                    "The address " + address.getHostAddress() + " has no certificate and '" + settingName + "' is no.");
        }
    }
}
