package skyhall.storage.protocol;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.wire.XmlText;

/// Errors of the container (a broken request line, headers too large) in S3's XML, so that clients can
/// read them.
final class XmlErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        StorageFault fault =
                switch (status) {
                    case 431, 414 -> StorageFault.REQUEST_HEADER_TOO_LARGE;
                    case 408 -> StorageFault.REQUEST_TIMEOUT;
                    case 505 -> StorageFault.BAD_REQUEST; // an HTTP version that is none is the client's mistake
                    case 405 -> StorageFault.METHOD_NOT_ALLOWED;
                    default -> status >= 500 ? StorageFault.INTERNAL_ERROR : StorageFault.BAD_REQUEST;
                };
        Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        byte[] body = XmlText.plain("Error")
                .leaf("Code", fault.wireCode())
                .leaf("Message", message == null ? fault.sentence() : message.toString())
                .bytes();
        response.setStatus(fault.httpStatus());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
