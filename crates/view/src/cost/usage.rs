//! How much is used of what is paid by use.

use stackwright_template::{Map, Node, ReadError, Template, nearest};

/// Something that no template says: how much of it is used.
#[derive(Debug, PartialEq)]
pub struct Kind {
    /// What a file calls it, as `log-gb`.
    pub key: &'static str,
    /// What it counts, in the plural.
    pub unit: &'static str,
    /// What it is, and of what.
    pub what: &'static str,
    /// What is taken where nobody says it; nothing where a guess would be worth nothing.
    pub default: Option<f64>,
}

macro_rules! kinds {
    ($($name:ident: $key:literal, $unit:literal, $default:expr, $what:literal;)*) => {
        $(#[doc = $what] pub const $name: Kind = Kind { key: $key, unit: $unit, what: $what, default: $default };)*

        /// All of them, in the order of their keys.
        pub const KINDS: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    ACU: "acu", "ACUs", None, "capacity units that an instance of Aurora Serverless v2 has on average";
    API_REQUESTS: "api-requests", "million requests", Some(1.0), "requests to an HTTP API a month";
    BUCKET_GB: "bucket-gb", "GB", Some(10.0), "what a bucket holds";
    CACHE_GB: "cache-gb", "GB", Some(1.0), "what a serverless cache holds";
    CDN_GB: "cdn-gb", "GB", Some(10.0), "what a distribution sends out a month";
    CDN_REQUESTS: "cdn-requests", "million requests", Some(1.0), "requests by HTTPS to a distribution a month";
    DATABASE_GB: "database-gb", "GB", Some(10.0), "what a cluster of Aurora holds";
    ENDPOINT_GB: "endpoint-gb", "GB", Some(10.0), "what goes through an interface endpoint a month";
    EVENTS: "events", "million events", Some(1.0), "events of one's own that a bus takes a month";
    FILES_GB: "files-gb", "GB", Some(10.0), "what a file system holds";
    HOURS: "hours", "h", Some(730.0), "hours of a month that tasks or instances run";
    IMAGES_GB: "images-gb", "GB", Some(1.0), "what a repository of images holds";
    INSIGHTS_METRICS: "insights-metrics", "metrics", None, "metrics that Container Insights makes of a cluster";
    KMS_REQUESTS: "kms-requests", "times 10 000 requests", Some(1.0), "requests to a key a month, in tens of thousands";
    LCU: "lcu", "capacity units", Some(1.0), "what an Application Load Balancer uses on average";
    LOG_GB: "log-gb", "GB", Some(5.0), "what a log group takes a month";
    NAT_GB: "nat-gb", "GB", Some(50.0), "what goes through a NAT gateway a month";
    NLCU: "nlcu", "capacity units", Some(1.0), "what a Network Load Balancer uses on average";
    OUT_GB: "out-gb", "GB", Some(10.0), "what a load balancer sends to the internet a month";
    QUERIES: "queries", "million queries", Some(1.0), "queries that a hosted zone answers a month";
    QUEUE_REQUESTS: "queue-requests", "million requests", Some(1.0), "requests to a queue a month";
    RUNS: "runs", "runs", None, "times a month that a rule or a schedule starts tasks";
    RUN_HOURS: "run-hours", "h", Some(0.25), "how long a task runs that a rule or a schedule starts";
    SECRET_CALLS: "secret-calls", "times 10 000 calls", Some(1.0), "times a month that a secret is read, in tens of thousands";
    SPOT_SHARE: "spot-share", "of the price on demand", Some(0.4), "what Spot costs, as a part of the price on demand";
    TOPIC_REQUESTS: "topic-requests", "million requests", Some(1.0), "messages to a topic a month";
    ZONES: "zones", "zones", None, "zones that a regional NAT gateway is active in";
}

/// How much is used, as far as somebody says so.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    every: Vec<(&'static Kind, f64)>,
    resources: Vec<(String, Vec<(&'static Kind, f64)>)>,
}

/// Why a file does not say how much is used.
#[derive(Debug)]
#[non_exhaustive]
pub enum UsageError {
    /// It is neither YAML nor JSON.
    Unreadable(ReadError),
    /// Something in it is not understood.
    Wrong {
        /// Where, as `3:5`.
        place: String,
        /// What is wrong, and the way out.
        message: String,
    },
}

impl std::fmt::Display for UsageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            UsageError::Unreadable(error) => write!(f, "{error}"),
            UsageError::Wrong { place, message } => write!(f, "{place}: {message}"),
        }
    }
}

impl std::error::Error for UsageError {}

impl Usage {
    /// Reads a file in YAML or JSON. Under `every` stands what is used by each resource, under `resources` what one
    /// uses: by its logical id, or by the path of a construct, for all that is in it.
    ///
    /// ```
    /// use stackwright_view::cost::Usage;
    ///
    /// let usage = Usage::read(b"every: {log-gb: 2}\nresources: {Shop/Web: {log-gb: 40}}", "usage.yaml");
    /// assert!(usage.is_ok());
    /// let wrong = Usage::read(b"every: {log-bg: 2}", "usage.yaml").unwrap_err();
    /// assert_eq!(wrong.to_string(), "1:9: there is no `log-bg`; did you mean `log-gb`?");
    /// ```
    ///
    /// # Errors
    /// When it cannot be read, or says something that nobody knows.
    pub fn read(bytes: &[u8], name: &str) -> Result<Self, UsageError> {
        let file = Template::read(bytes, name).map_err(UsageError::Unreadable)?;
        let mut usage = Usage::default();
        for (section, node) in file.root().iter() {
            match section.as_str() {
                "every" => usage.every = kinds(node)?,
                "resources" => {
                    for (resource, node) in map(node)?.iter() {
                        usage
                            .resources
                            .push((resource.as_str().to_owned(), kinds(node)?));
                    }
                }
                "$schema" => {}
                other => {
                    return Err(UsageError::Wrong {
                        place: section.span.to_string(),
                        message: format!(
                            "there is no `{other}`; there are `every` and `resources`"
                        ),
                    });
                }
            }
        }
        Ok(usage)
    }

    /// With how much each resource uses of something.
    #[must_use]
    pub fn every(mut self, kind: &'static Kind, number: f64) -> Self {
        self.every.push((kind, number));
        self
    }

    /// With how much one resource uses of something, by its logical id or the path of a construct.
    #[must_use]
    pub fn of(mut self, resource: impl Into<String>, kind: &'static Kind, number: f64) -> Self {
        self.resources.push((resource.into(), vec![(kind, number)]));
        self
    }

    /// How much a resource uses, as far as somebody says so. What is said of the resource is taken first,
    /// then what is said of the construct that is next to it.
    pub(super) fn said(&self, kind: &Kind, id: &str, construct: Option<&str>) -> Option<f64> {
        let around = |name: &str| match construct {
            _ if name == id => Some(usize::MAX),
            Some(path) => {
                let rest = path.strip_prefix(name)?;
                (rest.is_empty() || rest.starts_with('/')).then_some(name.len())
            }
            None => None,
        };
        let find = |all: &[(&'static Kind, f64)]| {
            let found = all.iter().rev().find(|(own, _)| own.key == kind.key);
            found.map(|(_, number)| *number)
        };
        let own = self
            .resources
            .iter()
            .filter_map(|(name, all)| Some((around(name)?, find(all)?)));
        let own = own
            .max_by_key(|(depth, _)| *depth)
            .map(|(_, number)| number);
        own.or_else(|| find(&self.every))
    }

    /// The names of what it says something of.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.resources.iter().map(|(name, _)| name.as_str())
    }
}

fn map(node: &Node) -> Result<&Map, UsageError> {
    node.as_map().ok_or_else(|| UsageError::Wrong {
        place: node.span.to_string(),
        message: "here stands a map, as `log-gb: 5`".to_owned(),
    })
}

fn kinds(node: &Node) -> Result<Vec<(&'static Kind, f64)>, UsageError> {
    let mut all = Vec::new();
    for (key, value) in map(node)?.iter() {
        let name = key.as_str();
        let wrong = |place: String, message| Err(UsageError::Wrong { place, message });
        let Some(kind) = KINDS.iter().find(|kind| kind.key == name) else {
            let near = nearest(name, KINDS.iter().map(|kind| kind.key));
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`--help` names all that there are".to_owned(),
            };
            return wrong(
                key.span.to_string(),
                format!("there is no `{name}`; {hint}"),
            );
        };
        let number = value.as_number().map(|number| number.as_f64());
        match number.filter(|number| number.is_finite() && *number >= 0.0) {
            Some(number) => all.push((*kind, number)),
            None => {
                return wrong(
                    value.span.to_string(),
                    format!("`{name}` is a number that is not negative: {}", kind.unit),
                );
            }
        }
    }
    Ok(all)
}
