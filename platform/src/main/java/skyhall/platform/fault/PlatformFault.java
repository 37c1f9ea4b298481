package skyhall.platform.fault;

import static skyhall.platform.fault.Blame.CALLER;
import static skyhall.platform.fault.Blame.OPERATOR;
import static skyhall.platform.fault.Blame.US;

/// What can go wrong in `platform`: numbers 1000 to 1999.
public enum PlatformFault implements Fault {
    SETTING_UNKNOWN(
            1001,
            OPERATOR,
            500,
            "The settings name something that does not exist.",
            "Correct the name or remove the line; docs/reference/configuration.md lists every setting."),
    SETTING_MALFORMED(
            1002,
            OPERATOR,
            500,
            "A setting has a value that cannot be read.",
            "Write the value in the form that docs/reference/configuration.md gives."),
    DATABASE_GONE(
            1003,
            OPERATOR,
            503,
            "The database cannot be reached.",
            "Wait a moment and repeat; an operator finds the reason in the health report."),
    DATA_DIRECTORY_IN_USE(
            1010,
            OPERATOR,
            500,
            "Another server uses this data directory.",
            "Stop the other server first, or give this one a data directory of its own."),
    DATA_DIRECTORY_UNREACHABLE(
            1011,
            OPERATOR,
            500,
            "The user that PostgreSQL runs as cannot reach the data directory.",
            "Let that user pass through the named directory (chmod o+x), or move the data directory."),
    POSTGRES_BINARIES_MISSING(
            1012,
            OPERATOR,
            500,
            "The embedded PostgreSQL cannot be unpacked on this machine.",
            "Make room or mend the named reason, or set database.url to a PostgreSQL of your own."),
    POSTGRES_NOT_STARTED(
            1013,
            OPERATOR,
            500,
            "The embedded PostgreSQL did not start.",
            "Read the reason given here and the log in the data directory's database/log folder."),
    POSTGRES_USER_MISSING(
            1014,
            OPERATOR,
            500,
            "PostgreSQL refuses to run as root and there is no other user for it.",
            "Set database.embedded.user to a user without privileges that exists on this machine."),
    POSTGRES_LAUNCHER_MISSING(
            1015,
            OPERATOR,
            500,
            "The programs setsid and setpriv, which tie PostgreSQL to this server, are missing.",
            "Install util-linux, or set database.url to a PostgreSQL of your own."),
    POSTGRES_SECRET_MISSING(
            1016,
            OPERATOR,
            500,
            "A password file of the embedded PostgreSQL is missing or cannot be read.",
            "Put the named file back from a backup; it belongs to the database beside it."),
    POSTGRES_VERSION_OTHER(
            1017,
            OPERATOR,
            500,
            "The data directory was written by another major version of PostgreSQL.",
            "Start the Skyhall version that wrote it, or move the data with pg_dump."),
    DATABASE_TOO_OLD(
            1018,
            OPERATOR,
            500,
            "The database at database.url is older than PostgreSQL 15.",
            "Upgrade that PostgreSQL to version 15 or later."),
    DATABASE_NOT_UTF8(
            1019,
            OPERATOR,
            500,
            "The database at database.url does not keep its text in UTF-8.",
            "Create the database with ENCODING 'UTF8' and TEMPLATE template0."),
    DATABASE_REFUSED_US(
            1020,
            OPERATOR,
            500,
            "The database at database.url refused our user, its password or the name of the database.",
            "Correct database.url, database.user and database.password-file."),
    SCHEMA_NEWER(
            1021,
            OPERATOR,
            500,
            "The database was written by a newer version of Skyhall.",
            "Start that newer version; this one would damage what it cannot understand."),
    SCHEMA_DIFFERS(
            1022,
            OPERATOR,
            500,
            "The tables of the database are not those that this version of Skyhall made.",
            "Start the version that wrote the database, or restore a backup."),
    POSTGRES_ORPHAN(
            1023,
            OPERATOR,
            500,
            "A PostgreSQL of an earlier run still works in the data directory and cannot be ended.",
            "End the named processes, then start again."),
    DATABASE_PASSWORD_UNREADABLE(
            1024,
            OPERATOR,
            500,
            "The file that database.password-file names cannot be read.",
            "Correct the path, and let the server's user read the file."),
    BACKUP_DAMAGED(
            1030,
            OPERATOR,
            500,
            "The backup is damaged or was changed after it was written.",
            "Use another backup; nothing of this one was put in place."),
    BACKUP_TARGET_IN_USE(
            1031,
            OPERATOR,
            500,
            "There is something already where the backup or the restored data should go.",
            "Name a file that does not exist, or an empty directory."),
    BACKUP_NOT_POSSIBLE(
            1032,
            OPERATOR,
            500,
            "The data directory holds something that a backup cannot keep.",
            "Remove or replace what is named, then repeat."),
    JOB_DIED(
            1120,
            US,
            500,
            "The job's server died again and again while it ran.",
            "Give the job's number to the operator; the server's log shows what it did last."),
    WEBHOOK_ADDRESS_REFUSED(
            1130,
            CALLER,
            400,
            "The webhook's address cannot be used.",
            "Use an https address whose host has only public addresses; an operator can allow others in webhook.allow."),
    WEBHOOK_UNKNOWN(
            1131, CALLER, 404, "There is no such webhook.", "List the webhooks of the organisation and use their ids."),
    PROPOSAL_UNKNOWN(1140, CALLER, 404, "There is no such proposal.", "List the open proposals and use their ids."),
    PROPOSAL_CLOSED(
            1141, CALLER, 409, "The proposal is decided already.", "Read the proposal to see what was decided."),
    PROPOSAL_OWN(
            1142,
            CALLER,
            403,
            "Nobody decides on what they proposed themselves.",
            "Ask another person who may decide on it."),
    PROPOSAL_NOT_ALLOWED(
            1143, CALLER, 403, "You may not decide on this proposal.", "Ask a person who has the right to."),
    PROPOSAL_TAMPERED(
            1144,
            US,
            500,
            "The proposal's content is not what was proposed.",
            "Reject it, propose it again, and have the operator look into the audit records."),
    CALENDAR_MALFORMED(
            1150,
            CALLER,
            400,
            "The calendar cannot be read.",
            "Send lines of the form date,kind,name with the kinds holiday and workday."),
    TIME_ZONE_UNKNOWN(
            1151, CALLER, 400, "There is no such time zone.", "Use a name of the IANA database such as Asia/Shanghai."),
    TLS_FILES_UNUSABLE(
            1200,
            OPERATOR,
            500,
            "The certificate and key files cannot be used.",
            "Give a PEM certificate chain and its unencrypted PEM private key (PKCS#8, PKCS#1 or SEC1)."),
    PLAIN_HTTP_REFUSED(
            1201,
            OPERATOR,
            500,
            "Plain HTTP is refused on an address that others can reach.",
            "Give certificate files, listen on a loopback address, or allow plain HTTP by the setting that is named."),
    PROXY_LIST_MALFORMED(
            1202,
            OPERATOR,
            500,
            "The list of trusted proxies cannot be read.",
            "Write IP addresses or CIDR blocks, such as 10.0.0.0/8 or fd00::/8."),
    CURSOR_MALFORMED(
            1210,
            CALLER,
            400,
            "The cursor is not one that this list gave.",
            "Take the cursor from the last page's answer, or leave it out to begin anew."),
    LIMIT_MALFORMED(
            1211,
            CALLER,
            400,
            "The limit is not a number in the allowed range.",
            "Ask for at least 1 and at most 1000."),
    IDEMPOTENCY_KEY_MISSING(
            1212,
            CALLER,
            400,
            "This operation needs an Idempotency-Key header.",
            "Send a random text of 8 to 128 characters, and the same one when you repeat the request."),
    IDEMPOTENCY_KEY_MALFORMED(
            1213,
            CALLER,
            400,
            "The Idempotency-Key is not valid.",
            "Use 8 to 128 letters, digits, dashes, dots and underscores."),
    IDEMPOTENCY_KEY_REUSED(
            1214,
            CALLER,
            422,
            "The Idempotency-Key was used for a different request.",
            "Use a new key for a new request."),
    IDEMPOTENCY_IN_FLIGHT(
            1215,
            CALLER,
            409,
            "The first request with this Idempotency-Key is still under way.",
            "Repeat the request in a moment."),
    BODY_MALFORMED(
            1216,
            CALLER,
            400,
            "The body of the request is not the JSON that this operation takes.",
            "Send what docs/reference/openapi.json shows."),
    NOT_THERE(1217, CALLER, 404, "There is nothing at this address.", "Check the address."),
    METHOD_REFUSED(
            1218,
            CALLER,
            405,
            "This address does not take that method.",
            "Use one of the methods that the Allow header names."),
    BODY_TOO_LARGE(1219, CALLER, 413, "The body of the request is too large.", "Send a smaller one."),
    INTERNAL(
            1999,
            US,
            500,
            "Something went wrong on our side.",
            "Repeat the request; if it stays, give the request id to the operator.");

    private final int number;
    private final Blame blame;
    private final int httpStatus;
    private final String sentence;
    private final String remedy;

    PlatformFault(int number, Blame blame, int httpStatus, String sentence, String remedy) {
        this.number = number;
        this.blame = blame;
        this.httpStatus = httpStatus;
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
        return httpStatus;
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
