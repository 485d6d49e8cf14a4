/// A port or a range of ports of a transport protocol, or what has none: ICMP, ESP, AH.
///
/// ```
/// use stackwright_aws::ec2::Port;
///
/// let web = Port::http(3000);
/// let database = Port::tcp(5432);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Port {
    protocol: &'static str,
    range: Option<(i32, i32)>,
    application: Option<ApplicationProtocol>,
}

/// Any type, any code.
const ANY: i32 = -1;

/// What is spoken on a port, as a load balancer needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApplicationProtocol {
    /// HTTP, in the clear.
    Http,
    /// HTTP over TLS.
    Https,
}

impl ApplicationProtocol {
    /// The word in a template.
    pub const fn as_str(self) -> &'static str {
        match self {
            ApplicationProtocol::Http => "HTTP",
            ApplicationProtocol::Https => "HTTPS",
        }
    }
}

impl Port {
    /// One TCP port.
    pub const fn tcp(port: u16) -> Self {
        Port::range("tcp", port, port)
    }

    /// TCP ports from the first to the last.
    pub const fn tcp_range(first: u16, last: u16) -> Self {
        Port::range("tcp", first, last)
    }

    /// One UDP port.
    pub const fn udp(port: u16) -> Self {
        Port::range("udp", port, port)
    }

    /// UDP ports from the first to the last.
    pub const fn udp_range(first: u16, last: u16) -> Self {
        Port::range("udp", first, last)
    }

    /// A TCP port that speaks HTTP.
    pub const fn http(port: u16) -> Self {
        let application = Some(ApplicationProtocol::Http);
        Port {
            application,
            ..Port::tcp(port)
        }
    }

    /// A TCP port that speaks HTTP over TLS.
    pub const fn https(port: u16) -> Self {
        let application = Some(ApplicationProtocol::Https);
        Port {
            application,
            ..Port::tcp(port)
        }
    }

    /// Every TCP port.
    pub const fn all_tcp() -> Self {
        Port::tcp_range(0, u16::MAX)
    }

    /// Every UDP port.
    pub const fn all_udp() -> Self {
        Port::udp_range(0, u16::MAX)
    }

    /// What `ping` sends over IPv4: an ICMP echo request.
    pub const fn icmp_ping() -> Self {
        Port::numbered("icmp", 8, ANY)
    }

    /// An ICMP message of this type, with whatever code.
    ///
    /// <https://www.iana.org/assignments/icmp-parameters/icmp-parameters.xhtml>
    pub const fn icmp_type(of_type: u8) -> Self {
        Port::numbered("icmp", of_type as i32, ANY)
    }

    /// An ICMP message of this type and code.
    pub const fn icmp(of_type: u8, code: u8) -> Self {
        Port::numbered("icmp", of_type as i32, code as i32)
    }

    /// Every ICMP message.
    pub const fn all_icmp() -> Self {
        Port::numbered("icmp", ANY, ANY)
    }

    /// What `ping` sends over IPv6: an ICMPv6 echo request.
    pub const fn icmpv6_ping() -> Self {
        Port::numbered("icmpv6", 128, ANY)
    }

    /// An ICMPv6 message of this type and code.
    pub const fn icmpv6(of_type: u8, code: u8) -> Self {
        Port::numbered("icmpv6", of_type as i32, code as i32)
    }

    /// Every ICMPv6 message.
    pub const fn all_icmpv6() -> Self {
        Port::numbered("icmpv6", ANY, ANY)
    }

    /// The encapsulating security payload of IPsec.
    pub const fn esp() -> Self {
        Port::whole("50")
    }

    /// The authentication header of IPsec.
    pub const fn ah() -> Self {
        Port::whole("51")
    }

    /// Every port of every protocol.
    pub const fn all() -> Self {
        Port::whole("-1")
    }

    /// All of a protocol.
    const fn whole(protocol: &'static str) -> Self {
        Port {
            protocol,
            range: None,
            application: None,
        }
    }

    /// Something of a protocol that has no ports but numbers.
    const fn numbered(protocol: &'static str, first: i32, second: i32) -> Self {
        Port {
            protocol,
            range: Some((first, second)),
            application: None,
        }
    }

    const fn range(protocol: &'static str, first: u16, last: u16) -> Self {
        Port {
            protocol,
            range: Some((first as i32, last as i32)),
            application: None,
        }
    }

    /// The protocol in a security-group rule, as `tcp`, `icmpv6`, `50`; `-1` for all.
    pub const fn protocol(self) -> &'static str {
        self.protocol
    }

    /// The first and the last port; nothing for what has no ports, or all of them.
    pub fn bounds(self) -> Option<(i32, i32)> {
        self.range
            .filter(|_| matches!(self.protocol, "tcp" | "udp"))
    }

    /// Whether who is let through here gets to one of other ports.
    pub(super) fn meets(self, other: Port) -> bool {
        match (self.range, other.range) {
            _ if self.protocol == "-1" => true,
            _ if self.protocol != other.protocol => false,
            (Some((first, last)), Some((from, to))) => first <= to && from <= last,
            _ => true,
        }
    }

    /// The two numbers of a rule: the ports, or the type and the code of a message of ICMP.
    pub(super) const fn numbers(self) -> Option<(i32, i32)> {
        self.range
    }

    /// The first port; nothing for what has no ports, or all of them.
    pub fn number(self) -> Option<i32> {
        self.bounds().map(|(first, _)| first)
    }

    /// What is spoken on it, if that was said.
    pub const fn application(self) -> Option<ApplicationProtocol> {
        self.application
    }

    /// What a rule calls it: `tcp 3000`, `udp 50 to 60`, `icmp type 8`, `all traffic`.
    pub fn describe(self) -> String {
        let protocol = match self.protocol {
            "50" => "esp",
            "51" => "ah",
            other => other,
        };
        match (self.protocol, self.range) {
            ("-1", _) => "all traffic".to_owned(),
            (_, None) => protocol.to_owned(),
            ("tcp" | "udp", Some((first, last))) if first == last => {
                [protocol, &first.to_string()].join(" ")
            }
            ("tcp" | "udp", Some((first, last))) => format!("{protocol} {first} to {last}"),
            (_, Some((ANY, _))) => format!("all {protocol}"),
            (_, Some((of_type, ANY))) => format!("{protocol} type {of_type}"),
            (_, Some((of_type, code))) => format!("{protocol} type {of_type} code {code}"),
        }
    }

    /// What the id of a rule calls it: `Tcp3000`, `Udp50To60`, `IcmpType8`, `AllTraffic`.
    pub(crate) fn id(self) -> String {
        let words = self.describe();
        let mut id = String::with_capacity(words.len());
        for word in words.split(' ') {
            let mut letters = word.chars();
            id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            id.push_str(letters.as_str());
        }
        id
    }

    /// The same ports, whatever is spoken on them.
    pub(crate) const fn bare(self) -> Self {
        Port {
            application: None,
            ..self
        }
    }

    /// The port, if it is one.
    pub(crate) fn one(self) -> Option<u16> {
        match self.bounds() {
            Some((first, last)) if first == last => u16::try_from(first).ok(),
            _ => None,
        }
    }

    /// The port, if it is one TCP port: what an application load balancer and a container that
    /// stands behind one can listen on.
    pub(crate) fn single_tcp(self) -> Option<i32> {
        match self.range {
            Some((first, last)) if first == last && self.protocol == "tcp" => Some(first),
            _ => None,
        }
    }
}
