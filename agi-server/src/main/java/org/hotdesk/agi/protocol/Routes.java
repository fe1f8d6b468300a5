package org.hotdesk.agi.protocol;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.Map;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.MappingStrategy;
import org.hotdesk.agi.protocol.AgiException.Why;

/**
 * The routing table: a path that stands here is served, any other is refused. Nothing the peer names is ever loaded,
 * and nothing a script throws reaches the library, which would log requests whole. Thread-safe.
 */
final class Routes implements MappingStrategy, AgiScript {
    private final Map<String, Script> scripts;
    private final LogLimit log;

    Routes(Map<String, Script> scripts, LogLimit log) {
        this.scripts = Map.copyOf(scripts);
        this.log = log;
    }

    /** One script for all: the path is looked up inside, where failures are ours to handle. */
    @Override
    public AgiScript determineScript(AgiRequest request, AgiChannel channel) {
        return this;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        String source = request.getRemoteAddress().getHostAddress();
        try {
            serve(request, channel);
        } catch (AgiException ended) {
            Level level = ended.why() == Why.HUNG_UP ? Level.DEBUG : Level.WARNING;
            log.say(level, "call-ended", source, "why=" + ended.why() + " text=" + ended.getMessage());
        } catch (RuntimeException bug) {
            log.say(
                    Level.ERROR,
                    "script-failed",
                    source,
                    "class=" + bug.getClass().getName() + " at=" + origin(bug));
        }
    }

    private void serve(AgiRequest request, AgiChannel channel) {
        Query query = Query.parse(request.getRequest().getOrDefault("network_script", ""));
        Script script = scripts.get(query.path());
        if (script == null) {
            throw new AgiException(Why.BAD_REQUEST, "no such path in the routing table");
        }
        InetAddress from = request.getRemoteAddress();
        script.run(new AgiCall(query, channel, from.isLoopbackAddress() || from.equals(request.getLocalAddress())));
    }

    // Not the message: it could hold anything, a PIN too.
    private static String origin(RuntimeException bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        return trace.length == 0 ? "unknown" : trace[0].toString();
    }
}
