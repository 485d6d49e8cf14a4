//! Stacks, as views take them: of an app with the lines of the program, of files with those of the files.

use stackwright_core::{AskedIn, StackTemplate};
use stackwright_view::{Asked, Made, Stack};

use crate::progress::Progress;
use crate::stacks::StackTemplates;

/// The stacks of an app, those in others called as in an assembly that is read: `Shop/Inner`, by the
/// resource that is made of them. Each with its id in the app. Tells how many are read.
pub(crate) fn of_app<'s>(
    stacks: impl IntoIterator<Item = &'s StackTemplate>,
    progress: &Progress,
) -> Vec<(String, Stack)> {
    let stacks: Vec<&StackTemplate> = stacks.into_iter().collect();
    progress.begin("read", "stacks", stacks.len());
    let mut all = Vec::new();
    for stack in stacks {
        add(stack.id.to_string(), stack, None, &mut all);
        progress.step();
    }
    all
}

fn add(name: String, own: &StackTemplate, around: Option<&str>, all: &mut Vec<(String, Stack)>) {
    let region = own.region.as_deref().or(around);
    let mut stack = Stack::new(name.clone(), own.template.clone());
    stack = stack.in_region(region.map(str::to_owned));
    for (id, origin) in &own.origins {
        let lines = origin.lines().map(|line| line.to_string());
        let made = Made {
            construct: origin.path.clone(),
            lines: lines.collect(),
            asked: asked(own, id),
        };
        stack.made_by(id.to_string(), made);
    }
    all.push((own.id.to_string(), stack));
    for nested in &own.nested {
        if let Some(holder) = own.holder_of(nested) {
            add(format!("{name}/{}", holder.id()), nested, region, all);
        }
    }
}

/// The lines that asked for what stands in a resource.
fn asked(stack: &StackTemplate, id: &str) -> Vec<Asked> {
    let mut lists: Vec<&AskedIn> = Vec::new();
    for (_, own) in stack.asked.iter().filter(|(own, _)| own == id) {
        // Of one list the last is what holds.
        lists.retain(|before| before.list != own.list);
        lists.push(own);
    }
    let all = lists.into_iter().flat_map(|own| {
        own.asked.iter().map(|asked| Asked {
            item: format!("{}/{}", own.list, asked.item),
            part: asked.part,
            actions: asked.words.iter().map(ToString::to_string).collect(),
            line: asked.line.to_string(),
        })
    });
    all.collect()
}

/// The stacks of files or assemblies.
pub(crate) fn of_files(templates: &StackTemplates) -> Vec<Stack> {
    let stacks = templates.stacks().iter().map(|(name, template)| {
        let region = templates.region(name).map(str::to_owned);
        let mut stack = Stack::new(name.clone(), template.clone()).in_region(region);
        for resource in template.resources() {
            let span = resource.span();
            let file = template.source().and_then(|source| source.name());
            let construct = templates.construct(name, resource.id());
            let line = file
                .filter(|_| span.is_known())
                .map(|file| format!("{file}:{}:{}", span.start.line, span.start.column));
            let made = Made {
                construct: construct.unwrap_or_default().to_owned(),
                lines: line.into_iter().collect(),
                asked: Vec::new(),
            };
            stack.made_by(resource.id(), made);
        }
        stack
    });
    stacks.collect()
}
