package org.hotdesk.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lets through the HTTP requests that ask for a WebSocket of sub-protocol {@code sip} (RFC 7118 §4), once. */
final class SipUpgrade extends ChannelInboundHandlerAdapter {
    static final String PROTOCOL = "sip";

    @Override
    public void channelRead(ChannelHandlerContext context, Object in) {
        if (!(in instanceof FullHttpRequest request)) {
            context.fireChannelRead(in);
        } else if (asksForSip(request)) {
            context.pipeline().remove(this);
            context.fireChannelRead(request);
        } else {
            request.release();
            refuse(context);
        }
    }

    private static boolean asksForSip(FullHttpRequest request) {
        return request.decoderResult().isSuccess()
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                        .flatMap(field -> Arrays.stream(field.split(",", -1)))
                        .anyMatch(name -> name.strip().equals(PROTOCOL));
    }

    private static void refuse(ChannelHandlerContext context) {
        var answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.BAD_REQUEST,
                Unpooled.copiedBuffer("WebSocket with sub-protocol sip wanted\n", StandardCharsets.US_ASCII));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
}
