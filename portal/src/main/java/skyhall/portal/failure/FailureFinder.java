package skyhall.portal.failure;

import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import skyhall.platform.fault.Fault;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.portal.fault.PortalFault;

/// Finds the fault that an exception stands for, in it or in what caused it.
final class FailureFinder {
    private FailureFinder() {}

    /// The fault, with its detail for the person.
    record Found(Fault fault, String detail) {}

    static Found find(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Found found = known(cause);
            if (found != null) {
                return found;
            }
        }
        return new Found(PlatformFault.INTERNAL, "");
    }

    private static @Nullable Found known(Throwable cause) {
        return switch (cause) {
            case FaultException known -> new Found(known.fault(), known.detail());
            case RequestRejectedException _ -> new Found(PortalFault.REQUEST_MALFORMED, "");
            case MaxUploadSizeExceededException _ -> new Found(PortalFault.TOO_LARGE, "");
            case HttpException _ when saysTooLarge(cause) -> new Found(PortalFault.TOO_LARGE, "");
            case HttpException refused ->
                new Found(ofStatus(innermost(refused, cause).getCode()), "");
            case CannotGetJdbcConnectionException _ -> new Found(PlatformFault.DATABASE_GONE, "");
            case CannotCreateTransactionException _ -> new Found(PlatformFault.DATABASE_GONE, "");
            case DataAccessResourceFailureException _ -> new Found(PlatformFault.DATABASE_GONE, "");
            case TransientDataAccessException _ -> new Found(PlatformFault.DATABASE_GONE, "");
            case DataAccessException _ -> null;
            case ErrorResponse answer -> new Found(ofStatus(answer.getStatusCode()), "");
            default -> null;
        };
    }

    /// Jetty wraps what it found (413: the form is too large) into what it tells (400: the form could not be read).
    private static HttpException innermost(HttpException refused, Throwable cause) {
        HttpException found = refused;
        for (Throwable inner = cause.getCause(); inner != null; inner = inner.getCause()) {
            if (inner instanceof HttpException deeper) {
                found = deeper;
            }
        }
        return found;
    }

    /// A file beyond the limit is told by Jetty in words only, under a 400.
    private static boolean saysTooLarge(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (message != null && message.contains("exceed")) {
                return true;
            }
        }
        return false;
    }

    private static Fault ofStatus(HttpStatusCode status) {
        return ofStatus(status.value());
    }

    static Fault ofStatus(int status) {
        return switch (status) {
            case 401 -> PortalFault.SIGN_IN_NEEDED;
            case 403 -> PortalFault.NOT_ALLOWED;
            case 404 -> PortalFault.PAGE_NOT_FOUND;
            case 405 -> PortalFault.METHOD_NOT_ALLOWED;
            case 413, 414, 431 -> PortalFault.TOO_LARGE;
            case 415 -> PortalFault.FORM_KIND_UNKNOWN;
            case 429 -> PortalFault.TOO_MANY_REQUESTS;
            case 503 -> PortalFault.UNAVAILABLE;
            default -> status < 500 ? PortalFault.REQUEST_MALFORMED : PlatformFault.INTERNAL;
        };
    }
}
