package skyhall.server.fault;

import static skyhall.platform.fault.Blame.OPERATOR;

import skyhall.platform.fault.Blame;
import skyhall.platform.fault.Fault;

/// What can go wrong in `server`: numbers 9000 to 9999. None of them reaches a web client.
public enum ServerFault implements Fault {
    DATA_DIRECTORY_UNUSABLE(
            9001,
            OPERATOR,
            "The data directory cannot be used.",
            "Give the user that runs Skyhall a directory that it owns and can write to, by 'data.directory'."),
    DATA_DIRECTORY_TAKEN(
            9002,
            OPERATOR,
            "Another server works on the same data directory.",
            "Stop the other one first, or give this one a directory of its own by 'data.directory'."),
    ADDRESS_UNUSABLE(
            9003,
            OPERATOR,
            "An address cannot be listened on.",
            "Stop what listens there, or choose another address or port by the setting that is named."),
    START_FAILED(
            9004,
            OPERATOR,
            "A part of the server could not be started.",
            "Read the reason in the log, put it right and start again."),
    DEMONSTRATION_BLOCKED(
            9020,
            OPERATOR,
            "The demonstration cannot be laid out here.",
            "Give it a data directory of its own, by SKYHALL_DATA_DIRECTORY."),
    NO_INSTALLATION(
            9005,
            OPERATOR,
            "There is no installation in the data directory.",
            "Name its directory by 'data.directory' (SKYHALL_DATA_DIRECTORY), or run the server once to make one.");

    private final int number;
    private final Blame blame;
    private final String sentence;
    private final String remedy;

    ServerFault(int number, Blame blame, String sentence, String remedy) {
        this.number = number;
        this.blame = blame;
        this.sentence = sentence;
        this.remedy = remedy;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Blame blame() {
        return blame;
    }

    @Override
    public int httpStatus() {
        return 500;
    }

    @Override
    public String wireCode() {
        return code();
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
