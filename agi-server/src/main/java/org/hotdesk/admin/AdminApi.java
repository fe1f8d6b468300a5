package org.hotdesk.admin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts the routes together and starts their server. */
public final class AdminApi {
    private AdminApi() {}

    /**
     * Listens and serves until closed.
     *
     * @param listen a loopback address; port 0 takes a free one
     * @param tokenFile made when missing
     * @throws IOException when the address cannot be had
     */
    public static AdminServer start(InetSocketAddress listen, Path tokenFile, AdminParts parts) throws IOException {
        var watch = new FloorWatch();
        parts.store().onCommit((seq, floor) -> watch.changed());
        List<AdminRoute> routes = new ArrayList<>();
        routes.addAll(new DeviceRoutes(parts).routes());
        routes.addAll(new UserRoutes(parts).routes());
        routes.addAll(new PersonRoutes(parts).routes());
        routes.addAll(new MailboxRoutes(parts).routes());
        routes.addAll(new SessionRoutes(parts, watch).routes());
        routes.addAll(new PinRoutes(parts).routes());
        routes.addAll(new StatusRoutes(parts).routes());
        routes.addAll(new AliasRoutes(parts).routes());
        routes.addAll(new PolicyRoutes(parts).routes());
        routes.addAll(new GroupRoutes(parts).routes());
        routes.addAll(new PhoneRoutes(parts).routes());
        var sip = new SipRoutes(parts);
        routes.addAll(sip.routes());
        List<FileRoute> files = new ArrayList<>(new FreePbxRoutes(parts).routes());
        files.addAll(new BackupRoutes(parts).routes());
        var bulk = new BulkRoutes(parts);
        files.addAll(bulk.files());
        routes.addAll(bulk.routes());
        var dbtext = new DbTextRoutes(parts);
        files.addAll(dbtext.files());
        routes.addAll(dbtext.routes());
        var all = new AdminServer.Routes(routes, files, parts.metrics());
        return AdminServer.start(listen, tokenFile, all, sip::close);
    }
}
