//! What AWS charges for things: dated prices, each with the source that it was read in.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The files of `prices/`, one a service of AWS's bill.
const FILES: [&str; 23] = [
    include_str!("../prices/api-gateway.json"),
    include_str!("../prices/aurora.json"),
    include_str!("../prices/cloudfront.json"),
    include_str!("../prices/cloudwatch.json"),
    include_str!("../prices/data-transfer.json"),
    include_str!("../prices/ebs.json"),
    include_str!("../prices/ec2-linux.json"),
    include_str!("../prices/ecr.json"),
    include_str!("../prices/efs.json"),
    include_str!("../prices/elastic-load-balancing.json"),
    include_str!("../prices/elasticache.json"),
    include_str!("../prices/eventbridge.json"),
    include_str!("../prices/fargate-spot.json"),
    include_str!("../prices/fargate.json"),
    include_str!("../prices/kms.json"),
    include_str!("../prices/rds-postgresql.json"),
    include_str!("../prices/route-53.json"),
    include_str!("../prices/s3.json"),
    include_str!("../prices/secrets-manager.json"),
    include_str!("../prices/sns.json"),
    include_str!("../prices/sqs.json"),
    include_str!("../prices/systems-manager.json"),
    include_str!("../prices/vpc.json"),
];

/// The region of a price that AWS charges alike everywhere.
const GLOBAL: &str = "global";

/// A price of AWS's list, in US dollars: on demand, before tax, free tiers and discounts, the first tier
/// where there are tiers.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// The service, as `Fargate`.
    #[serde(skip)]
    pub service: String,
    /// What is paid for, as `Linux x86 vCPU`.
    pub item: String,
    /// The region, as `us-east-1`, or `global`.
    pub region: String,
    /// The unit that it is paid by, as `vCPU-hour`.
    pub unit: String,
    /// Dollars a unit.
    pub price: f64,
    /// The date that the source states, as `2026-10-03`, or `unknown`.
    pub as_of: String,
    /// Where it was read.
    pub source: String,
    /// Who says the same, and what is doubtful about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A file of prices: one service.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    service: String,
    prices: Vec<Price>,
}

/// What is true of all prices.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboutPrices {
    /// The currency, `USD`.
    pub currency: String,
    /// When they were collected, as `2026-11-28`.
    pub collected: String,
    /// How many hours a month has: 730, as in AWS's own examples.
    pub hours_of_a_month: f64,
    /// What they are, and what they are not.
    pub note: String,
}

static PRICES: LazyLock<Vec<Price>> = LazyLock::new(|| {
    // What does not read is left out here; a test reads all files.
    let files = FILES.iter().filter_map(|text| read_prices(text).ok());
    let mut all: Vec<Price> = files.flatten().collect();
    all.sort_by(|one, other| key(one).cmp(&key(other)));
    all
});

static ABOUT: LazyLock<AboutPrices> = LazyLock::new(|| {
    let text = include_str!("../prices/about.json");
    serde_json::from_str(text).unwrap_or_else(|_| AboutPrices {
        currency: "USD".to_owned(),
        collected: "unknown".to_owned(),
        hours_of_a_month: 730.0,
        note: String::new(),
    })
});

fn key(price: &Price) -> (&str, &str, &str) {
    (&price.service, &price.item, &price.region)
}

/// The prices of a file in the form of those in `prices/`.
///
/// # Errors
/// When it has another form.
pub fn read_prices(text: &str) -> Result<Vec<Price>, serde_json::Error> {
    let file: File = serde_json::from_str(text)?;
    let service = file.service;
    let of_service = |price| Price {
        service: service.clone(),
        ..price
    };
    Ok(file.prices.into_iter().map(of_service).collect())
}

/// All prices, in the order of service, item and region.
pub fn prices() -> &'static [Price] {
    &PRICES
}

/// What is true of all prices.
pub fn about_prices() -> &'static AboutPrices {
    &ABOUT
}

/// The price of an item in a region, or everywhere; nothing where it is not known.
///
/// ```
/// let vcpu = stackwright_facts::price("Fargate", "Linux x86 vCPU", "ap-northeast-1");
/// assert_eq!(vcpu.map(|vcpu| vcpu.price), Some(0.05056));
/// ```
pub fn price(service: &str, item: &str, region: &str) -> Option<&'static Price> {
    let find = |region: &str| {
        let found = PRICES.binary_search_by(|price| key(price).cmp(&(service, item, region)));
        PRICES.get(found.ok()?)
    };
    find(region).or_else(|| find(GLOBAL))
}

impl Price {
    /// Whether it is charged alike everywhere.
    pub fn is_global(&self) -> bool {
        self.region == GLOBAL
    }

    /// What is doubtful about it, as its note or its date says; nothing where nothing is.
    pub fn doubt(&self) -> Option<String> {
        let mut doubts = parts(&self.note);
        doubts.retain(|part| !part.is_empty() && !part.starts_with("same in: "));
        if self.as_of == "unknown" {
            doubts.push("its source has no date");
        }
        (!doubts.is_empty()).then(|| doubts.join("; "))
    }
}

/// The parts of a note, between which there is a semicolon that is in no brackets.
fn parts(note: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, letter) in note.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.push(note.get(start..at).unwrap_or_default().trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(note.get(start..).unwrap_or_default().trim());
    parts
}
