/// A port or a range of ports of a transport protocol.
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

    /// Every port of every protocol.
    pub const fn all() -> Self {
        Port {
            protocol: "-1",
            range: None,
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

    /// The protocol in a security-group rule: `tcp`, `udp`, or `-1` for all.
    pub const fn protocol(self) -> &'static str {
        self.protocol
    }

    /// The first and the last port; nothing for all.
    pub const fn bounds(self) -> Option<(i32, i32)> {
        self.range
    }

    /// The first port; nothing for all.
    pub fn number(self) -> Option<i32> {
        self.range.map(|(first, _)| first)
    }

    /// What is spoken on it, if that was said.
    pub const fn application(self) -> Option<ApplicationProtocol> {
        self.application
    }

    /// What a rule calls it: `tcp 3000`, `udp 50 to 60`, `all traffic`.
    pub fn describe(self) -> String {
        match self.range {
            None => "all traffic".to_owned(),
            Some((first, last)) if first == last => format!("{} {first}", self.protocol),
            Some((first, last)) => format!("{} {first} to {last}", self.protocol),
        }
    }

    /// What the id of a rule calls it: `Tcp3000`, `Udp50To60`, `AllTraffic`.
    pub(crate) fn id(self) -> String {
        let protocol = match self.protocol {
            "udp" => "Udp",
            _ => "Tcp",
        };
        match self.range {
            None => "AllTraffic".to_owned(),
            Some((first, last)) if first == last => format!("{protocol}{first}"),
            Some((first, last)) => format!("{protocol}{first}To{last}"),
        }
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
        match self.range {
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
