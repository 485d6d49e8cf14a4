//! What of templates becomes constructs, by construct, and why the rest stays typed.

use std::collections::BTreeMap;
use std::error::Error;

use stackwright_adopt::Adopted;
use stackwright_template::Template;

fn main() -> Result<(), Box<dyn Error>> {
    let mut all = 0;
    let (mut typed_lines, mut lines) = (0, 0);
    let mut constructs: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut left: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut rest: BTreeMap<String, usize> = BTreeMap::new();
    for file in std::env::args().skip(1) {
        let template = Template::read(&std::fs::read(&file)?, &file)?;
        let adopted = Adopted::of(&template, "Stack", "build");
        all += template.resources().count();
        typed_lines += adopted.typed_lines;
        lines += adopted.lines;
        let name = file.rsplit('/').next().unwrap_or(&file);
        let mut taken: Vec<&str> = Vec::new();
        for group in &adopted.groups {
            let (groups, resources) = constructs.entry(group.construct).or_default();
            *groups += 1;
            *resources += group.resources.len();
            taken.extend(group.resources.iter().map(String::as_str));
        }
        for own in &adopted.left {
            let why = left
                .entry(format!("{}: {}", own.construct, own.why))
                .or_default();
            why.push(format!("{name} {}", own.id));
        }
        for resource in template.resources() {
            if !taken.contains(&resource.id()) {
                let type_name = resource.resource_type().unwrap_or_default().to_owned();
                *rest.entry(type_name).or_default() += 1;
            }
        }
    }
    let adopted: usize = constructs.values().map(|(_, resources)| resources).sum();
    println!("{adopted} of {all} resources, {lines} lines, {typed_lines} without constructs");
    for (construct, (groups, resources)) in &constructs {
        println!("  {construct:<24} {groups:>4} groups, {resources:>4} resources");
    }
    println!("stay typed, because no construct can be proved:");
    for (why, ids) in &left {
        println!("  {why}: {}", ids.join(", "));
    }
    println!("stay typed, by their types:");
    let mut rest: Vec<_> = rest.into_iter().collect();
    rest.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (type_name, count) in rest {
        println!("  {count:>4} {type_name}");
    }
    Ok(())
}
