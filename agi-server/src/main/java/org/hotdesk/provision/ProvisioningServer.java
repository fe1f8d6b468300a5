package org.hotdesk.provision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.config.ProvisioningConfig;
import org.hotdesk.dialplan.phone.PhoneBuild;
import org.hotdesk.dialplan.phone.PhoneFile;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.Phone;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;

/**
 * Hands phones their files over HTTP or HTTPS, made of the store at that moment. A phone gets what is its own, with its own
 * credentials; all others get one answer, whether there is such a phone or not. Thread-safe.
 */
public final class ProvisioningServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ProvisioningServer.class.getName());
    private static final int THREADS = 32;
    private static final int WAITING = 256;
    private static final Pattern NAME = Pattern.compile("/([A-Za-z0-9][A-Za-z0-9._-]{0,79})");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])");

    private final HttpServer http;
    private final ExecutorService threads = threads();
    private final ProvisioningConfig.Server config;
    private final Store store;
    private final PhoneMaker maker;
    private final SourceGuard guard;

    private ProvisioningServer(
            HttpServer http, ProvisioningConfig.Server config, Store store, PhoneMaker maker, Clock clock) {
        this.http = http;
        this.config = config;
        this.store = store;
        this.maker = maker;
        this.guard = new SourceGuard(config.requestsPerMinute(), config.ban(), clock);
    }

    /**
     * Listens and serves until closed.
     *
     * @throws IOException when the address cannot be had or the certificate not be read
     */
    public static ProvisioningServer start(ProvisioningConfig.Server config, Store store, PhoneMaker maker, Clock clock)
            throws IOException {
        HttpServer http;
        if (config.tls().isPresent()) {
            var context = PemFiles.context(config.tls().get());
            HttpsServer https = HttpsServer.create(config.listen(), WAITING);
            https.setHttpsConfigurator(new HttpsConfigurator(context));
            http = https;
        } else {
            http = HttpServer.create(config.listen(), WAITING);
        }
        var server = new ProvisioningServer(http, config, store, maker, clock);
        http.setExecutor(server.threads);
        http.createContext("/", server::serve);
        http.start();
        LOG.log(
                Level.INFO,
                () -> "phones are served at=" + server.address() + " tls="
                        + config.tls().isPresent());
        return server;
    }

    /** Where it listens; the port is the real one when 0 was configured. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        InetAddress source = exchange.getRemoteAddress().getAddress();
        try (exchange) {
            if (config.allow().stream().noneMatch(range -> range.contains(source))) {
                answer(exchange, 403);
                return;
            }
            Duration wait = guard.asked(source);
            if (!wait.isZero()) {
                exchange.getResponseHeaders().set("Retry-After", Long.toString(wait.toSeconds() + 1));
                answer(exchange, 429);
                return;
            }
            try {
                handle(exchange, source);
            } catch (StoreException away) {
                LOG.log(
                        Level.ERROR,
                        () -> "phone not served source=" + source.getHostAddress() + " why=" + away.getMessage());
                answer(exchange, 503);
            } catch (RuntimeException bug) {
                LOG.log(Level.ERROR, () -> "phone not served source=" + source.getHostAddress(), bug);
                answer(exchange, 500);
            }
        }
    }

    private void handle(HttpExchange exchange, InetAddress source) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 405);
            return;
        }
        Matcher path = NAME.matcher(exchange.getRequestURI().getRawPath());
        Optional<String> name = path.matches() ? Optional.of(path.group(1)) : Optional.empty();
        Optional<String> header =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        Optional<PhoneCredentials> credentials = PhoneCredentials.read(header);
        // One look into the database and one comparison, whoever asks for whatever.
        boolean known = credentials
                .filter(each -> each.fits(store.phones().secret(each.phone())))
                .isPresent();
        Optional<MacAddress> wanted = name.flatMap(ProvisioningServer::addressIn);
        boolean own = credentials.isPresent()
                && wanted.map(credentials.get().phone()::equals).orElse(true);
        if (!known || !own) {
            refuse(exchange, source, header.isPresent() && !known);
            return;
        }
        hand(exchange, source, credentials.get().phone(), name.orElse(""));
    }

    /**
     * A first request without credentials is how HTTP begins, and phones ask for files of their vendor's that may look like
     * another's: neither is held against anybody.
     */
    private void refuse(HttpExchange exchange, InetAddress source, boolean guessed) throws IOException {
        Duration ban = guessed ? guard.wrong(source) : Duration.ZERO;
        if (guessed) {
            LOG.log(
                    Level.WARNING,
                    () -> "phone refused source=" + source.getHostAddress()
                            + (ban.isZero() ? "" : " banned-seconds=" + ban.toSeconds()));
        }
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"phones\", charset=\"UTF-8\"");
        answer(exchange, 401);
    }

    private void hand(HttpExchange exchange, InetAddress source, MacAddress mac, String name) throws IOException {
        Optional<Phone> phone = store.phones().one(mac);
        if (phone.isEmpty()) {
            answer(exchange, 404);
            return;
        }
        PhoneBuild build = maker.look().build(phone.get());
        if (!build.problems().isEmpty()) {
            LOG.log(Level.WARNING, () -> "phone has no file why=" + String.join("; ", build.problems()));
        }
        Optional<PhoneFile> file = build.files().stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst();
        LOG.log(
                Level.INFO,
                () -> "phone asks mac=" + mac + " source=" + source.getHostAddress() + " file=" + name + " found="
                        + file.isPresent());
        if (file.isEmpty()) {
            answer(exchange, 404);
            return;
        }
        byte[] bytes = file.get().bytes();
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Optional<MacAddress> addressIn(String name) {
        Matcher address = ADDRESS.matcher(name);
        return address.find() ? MacAddress.parse(address.group()) : Optional.empty();
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, -1);
    }

    private static ExecutorService threads() {
        var count = new AtomicInteger();
        var pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                    var thread = new Thread(work, "phones-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
