package skyhall.platform.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FaultTest {
    @Test
    void aPersonReadsTheCodeTheSentenceAndTheDetail() {
        FaultException fault = new FaultException(PlatformFault.SETTING_UNKNOWN, "It is 'x'.");
        assertThat(fault).hasMessage("SKY-1001 The settings name something that does not exist. It is 'x'.");
        assertThat(fault.detail()).isEqualTo("It is 'x'.");
    }

    @Test
    void ourOwnFaultsCarryTheirTrace() {
        assertThat(new FaultException(PlatformFault.INTERNAL, "").getStackTrace())
                .isNotEmpty();
    }

    @Test
    void theCauseIsKept() {
        IllegalStateException cause = new IllegalStateException("why");
        assertThat(new FaultException(PlatformFault.DATABASE_GONE, "", cause)).hasCause(cause);
    }

    @Test
    void platformHasNoWireWordsOfItsOwn() {
        for (PlatformFault fault : PlatformFault.values()) {
            assertThat(fault.wireCode()).isEqualTo(fault.code());
        }
    }
}
