//! What an offer file of AWS's price list says of the prices that are known here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use stackwright_facts::Price;

/// How a price is found in the list: a row of `schema/prices/offers.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// The code of the offer, as `AmazonECS`.
    pub offer: String,
    /// The usage type, without the region in front.
    usage: String,
    /// What its attributes must say.
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    /// Which price that is here.
    service: String,
    item: String,
    unit: String,
}

/// An offer file, as far as it is read.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Offer {
    offer_code: String,
    version: String,
    publication_date: String,
    products: BTreeMap<String, Product>,
    terms: Terms,
}

#[derive(Debug, Deserialize)]
struct Product {
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Terms {
    #[serde(rename = "OnDemand", default)]
    on_demand: BTreeMap<String, BTreeMap<String, Term>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Term {
    price_dimensions: BTreeMap<String, Dimension>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Dimension {
    #[serde(default)]
    begin_range: String,
    price_per_unit: BTreeMap<String, String>,
}

/// The table of ways.
pub fn ways(file: &Path) -> Result<Vec<Way>> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| file.display().to_string())
}

/// The prices of an offer file that are known here, by service.
pub fn prices(text: &str, ways: &[Way]) -> Result<BTreeMap<String, Vec<Price>>> {
    let offer: Offer = serde_json::from_str(text)?;
    let date = offer
        .publication_date
        .get(..10)
        .unwrap_or(&offer.publication_date);
    let mut all: BTreeMap<String, Vec<Price>> = BTreeMap::new();
    for way in ways.iter().filter(|way| way.offer == offer.offer_code) {
        for (sku, product) in &offer.products {
            let Some(region) = product.attributes.get("regionCode") else {
                continue;
            };
            let terms = offer.terms.on_demand.get(sku);
            let dollars = terms.and_then(first_tier);
            let (true, Some(dollars)) = (way.is(product), dollars) else {
                continue;
            };
            // Requests are listed one by one.
            let factor = match way.unit.starts_with("million ") {
                true => 1e6,
                false => 1.0,
            };
            all.entry(way.service.clone()).or_default().push(Price {
                service: way.service.clone(),
                item: way.item.clone(),
                region: region.clone(),
                unit: way.unit.clone(),
                price: (dollars * factor * 1e9).round() / 1e9,
                as_of: date.to_owned(),
                source: format!(
                    "AWS Price List, offer {} {}, SKU {sku}",
                    offer.offer_code, offer.version
                ),
                note: String::new(),
            });
        }
    }
    Ok(all)
}

impl Way {
    /// Whether a price is the one that it leads to.
    #[cfg(test)]
    pub fn leads_to(&self, price: &Price) -> bool {
        (&price.service, &price.item, &price.unit) == (&self.service, &self.item, &self.unit)
    }

    fn is(&self, product: &Product) -> bool {
        let usage = product
            .attributes
            .get("usagetype")
            .map_or("", String::as_str);
        // As `APN1-NatGateway-Hours`; N. Virginia often has nothing in front.
        let is_usage = usage == self.usage
            || usage
                .split_once('-')
                .is_some_and(|(region, own)| own == self.usage && is_region(region));
        let mut attributes = self.attributes.iter();
        is_usage && attributes.all(|(name, value)| product.attributes.get(name) == Some(value))
    }
}

/// Whether that is how a bill calls a region: `USE1`, `EU`, `APN1`.
fn is_region(text: &str) -> bool {
    (2..=5).contains(&text.len())
        && text
            .bytes()
            .all(|own| own.is_ascii_uppercase() || own.is_ascii_digit())
}

/// What the first tier costs that costs anything.
fn first_tier(terms: &BTreeMap<String, Term>) -> Option<f64> {
    let dimensions = terms
        .values()
        .flat_map(|term| term.price_dimensions.values());
    let tiers = dimensions.filter_map(|own| {
        let dollars: f64 = own.price_per_unit.get("USD")?.parse().ok()?;
        let begin: f64 = own.begin_range.parse().unwrap_or(0.0);
        (dollars > 0.0).then_some((begin, dollars))
    });
    let first = tiers.min_by(|one, other| one.0.total_cmp(&other.0));
    first.map(|(_, dollars)| dollars)
}
