package io.groundwork.platform.llm;

import io.groundwork.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which addresses an outgoing call may reach. A name that leads to the machine itself or into a private network is refused,
 * so that nobody who may configure a provider can read what stands behind the firewall; the operator opens single places
 * with {@code GROUNDWORK_PRIVATE_PROVIDERS}. The name is looked up before every call, and refused when any of its addresses
 * is private.
 *
 * <p>A name that changes its address between this look-up and the connection gains nothing: the JDK keeps a look-up for 30
 * seconds ({@code networkaddress.cache.ttl}), the client connects at once after the check, and so both see one answer. More
 * cannot be had of {@code java.net.http}, which takes no address beside a name; redirects it never follows here.
 */
@ApplicationScoped
public class ProviderAddresses {

    private static final String SETTING = "groundwork.private.providers";

    private final Set<String> opened = new TreeSet<>();
    private final Names names;

    /** For the container's proxies only. */
    protected ProviderAddresses() {
        names = InetAddress::getAllByName;
    }

    @Inject
    public ProviderAddresses(Settings settings) {
        this(Set.copyOf(settings.list(SETTING)));
    }

    public ProviderAddresses(Set<String> opened) {
        this(opened, InetAddress::getAllByName);
    }

    ProviderAddresses(Set<String> opened, Names names) {
        this.names = names;
        opened.forEach(place -> this.opened.add(place.toLowerCase(Locale.ROOT)));
    }

    /** All addresses of a name. */
    @FunctionalInterface
    interface Names {
        InetAddress[] find(String name) throws UnknownHostException;
    }

    /** Why an address cannot be called. */
    public enum Refusal {
        UNKNOWN_HOST,
        PRIVATE
    }

    /** Looks the address up; null when it may be called. */
    public Refusal refusal(URI address) {
        if (opened.contains(place(address))) {
            return null;
        }
        try {
            for (InetAddress found : names.find(address.getHost())) {
                if (isPrivate(found)) {
                    return Refusal.PRIVATE;
                }
            }
            return null;
        } catch (UnknownHostException unknown) {
            return Refusal.UNKNOWN_HOST;
        }
    }

    /** The address as the setting names it: {@code host:port}. */
    public static String place(URI address) {
        int standard = "https".equals(address.getScheme()) ? 443 : 80;
        int port = address.getPort() < 0 ? standard : address.getPort();
        return address.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || address instanceof Inet4Address && special4(address.getAddress())
                || address instanceof Inet6Address && special6(address.getAddress());
    }

    /** This network, shared address space of carriers, benchmarks, protocol assignments, reserved. */
    private static boolean special4(byte[] octets) {
        int first = octets[0] & 0xFF;
        int second = octets[1] & 0xFF;
        return first == 0
                || first == 100 && (second & 0xC0) == 64
                || first == 198 && (second & 0xFE) == 18
                || first == 192 && second == 0 && octets[2] == 0
                || first >= 240;
    }

    /** Unique local addresses, and IPv4 addresses in another dress (NAT64, 6to4, compatible). */
    private static boolean special6(byte[] octets) {
        boolean uniqueLocal = (octets[0] & 0xFE) == 0xFC;
        boolean nat64 = octets[0] == 0 && octets[1] == 0x64 && (octets[2] & 0xFF) == 0xFF && (octets[3] & 0xFF) == 0x9B;
        boolean sixToFour = octets[0] == 0x20 && octets[1] == 0x02;
        boolean compatible = true;
        for (int i = 0; i < 12; i++) {
            compatible &= octets[i] == 0;
        }
        return uniqueLocal || nat64 || sixToFour || compatible;
    }
}
