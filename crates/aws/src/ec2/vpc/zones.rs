use stackwright_codes as codes;
use stackwright_core::{
    App, Diagnostic, Expr, Fact, NodeId, Recorded, Scope, Str, Text, Value, get_azs, select,
};

/// The Availability Zones that a VPC has subnets in.
#[derive(Clone, Debug)]
pub(super) enum Zones {
    /// So many of those that the account has in the region.
    First(u8),
    /// These.
    Named(Vec<Text>),
}

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    /// Which place in the plan its subnets have, from 0.
    pub place: usize,
    pub name: Value<Str>,
}

impl Zone {
    /// What ids call it: they count from 1.
    pub fn number(&self) -> usize {
        self.place + 1
    }
}

impl Zones {
    /// These zones, if there are so many places; mistakes are reported, and left out.
    pub fn into_zones(self, room: usize, scope: Scope<'_>) -> Vec<Zone> {
        match self {
            Zones::First(count) => {
                let count = usize::from(count);
                if !(1..=room).contains(&count) {
                    scope.report(no_room(count, room));
                }
                let zone = |place| Zone {
                    place,
                    name: select(place, get_azs("")),
                };
                (0..count.clamp(1, room)).map(zone).collect()
            }
            Zones::Named(names) => {
                if names.is_empty() {
                    scope.report(no_room(0, room));
                }
                let mut zones: Vec<Zone> = Vec::new();
                for name in &names {
                    match letter(name) {
                        None => scope.report(no_zone(name)),
                        Some(place) if place >= room => scope.report(no_place(name, room)),
                        Some(place) if zones.iter().any(|zone| zone.place == place) => {
                            scope.report(twice(name));
                        }
                        Some(place) => zones.push(Zone {
                            place,
                            name: Value::from_expr(Expr::Str(name.clone())),
                        }),
                    }
                }
                let node = scope.node();
                scope.record(Named { node, names });
                zones
            }
        }
    }
}

/// The place of a zone: by its letter, so that no other zone moves it.
fn letter(name: &str) -> Option<usize> {
    let region = name.strip_suffix(|last: char| last.is_ascii_lowercase())?;
    // Local Zones and Wavelength Zones have names of more parts.
    let is_region = region.ends_with(|last: char| last.is_ascii_digit())
        && region.bytes().filter(|byte| byte.is_ascii_digit()).count() == 1;
    let letter = name.bytes().last()?.checked_sub(b'a')?;
    is_region.then_some(usize::from(letter))
}

fn no_room(count: usize, room: usize) -> Diagnostic {
    let message = format!("a VPC in {count} zones; there is room for 1 to {room}");
    codes::EC2112.finding(message)
}

fn no_zone(name: &str) -> Diagnostic {
    codes::EC2113.finding(format!("`{name}` is no Availability Zone of a region"))
}

fn no_place(name: &str, room: usize) -> Diagnostic {
    let message = format!("there is no place for `{name}` among {room} zones");
    let found = codes::EC2112.finding(message);
    found.help("places go by the letter of a zone; name another zone, or choose a larger block")
}

fn twice(name: &str) -> Diagnostic {
    let found = codes::EC2113.finding(format!("the zone `{name}` has its place already"));
    found.help("name each zone once; places go by the letter of a zone")
}

/// That a VPC names its zones: they are held against the region that its stack names.
struct Named {
    node: NodeId,
    names: Vec<Text>,
}

impl Fact for Named {
    const NAME: &'static str = "network/zones";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for Recorded { fact, source } in facts {
            let scope = app.scope_of(fact.node);
            let Some(region) = scope.stack().region() else {
                continue;
            };
            for name in fact.names {
                let is_of_region = name.strip_suffix(|last: char| last.is_ascii_lowercase())
                    == Some(region.as_ref());
                if letter(&name).is_some() && !is_of_region {
                    let message = format!("`{name}` is no zone of `{region}`, where the stack is");
                    let mut found = codes::EC2114.finding(message);
                    found.source.push(source);
                    scope.report(found);
                }
            }
        }
    }
}
