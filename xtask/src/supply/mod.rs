//! What is in the packages, and whether it may be: licences, sources, bans, pinned versions, parts lists, `unsafe`.
//!
//! `cargo deny` (see `deny.toml`) does more where the network reaches the advisory database. What stands here needs nothing but
//! the registries' files that a build needs anyway, so that it is part of every test run.

mod bans;
mod bom;
mod graph;
mod licences;
mod pins;
pub(crate) mod unsafety;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::shell::Shell;
use graph::Graph;

/// A package that is handed out, and the crate that it is made of.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) krate: &'static str,
    /// What it is called in its registry.
    pub(crate) purl: &'static str,
    /// The library that ends up in it, where it can be looked into once it is built.
    library: Option<&'static str>,
}

/// All of them.
pub(crate) const PACKAGES: [Package; 5] = [
    Package { name: "crate", krate: "enkash", purl: "pkg:cargo/enkash", library: None },
    Package { name: "wheel", krate: "enkash-python", purl: "pkg:pypi/enkash", library: Some("enkash_native") },
    Package { name: "npm", krate: "enkash-node", purl: "pkg:npm/enkash", library: Some("enkash_node") },
    Package { name: "jar", krate: "enkash-uniffi", purl: "pkg:maven/enkash/enkash", library: Some("enkash_uniffi") },
    Package { name: "swift", krate: "enkash-uniffi", purl: "pkg:swift/enkash", library: Some("enkash_uniffi") },
];

/// `cargo xtask sbom`: checks, and writes a parts list (CycloneDX) for each package.
pub(crate) fn sbom(project: &Project) -> Result<bool> {
    let shell = Shell { project, language: "supply" };
    shell.run("the story's build", &mut shell.cargo(&["build", "-p", "enkash-story"]))?;
    check(&shell)?;
    let folder = project.work("sbom")?;
    for package in &PACKAGES {
        let graph = Graph::of(&shell, package.krate)?;
        let looked = look_into(project, package, &graph)?;
        let text = bom::text(project, package, &graph)?;
        let path = folder.join(format!("{}.cdx.json", package.name));
        std::fs::write(&path, text)?;
        let proof = if looked { "; the built library holds nothing else" } else { "" };
        project.say(&format!("{}: {} crates{proof}", path.display(), graph.parts.len()));
    }
    Ok(true)
}

/// What a test run checks.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    let root = &shell.project.root;
    pins::check(root)?;
    bans::check(root)?;
    let allowed = licences::allowed(root)?;
    for package in &PACKAGES {
        let graph = Graph::of(shell, package.krate)?;
        for part in &graph.parts {
            let fits = licences::fits(&part.licence, &allowed) || allowed.excepted(&part.name, &part.licence);
            ensure!(
                fits,
                "{} {} has the licence {:?}, which deny.toml does not allow",
                part.name,
                part.version,
                part.licence
            );
        }
        look_into(shell.project, package, &graph)?;
        bom::check(&bom::text(shell.project, package, &graph)?, &graph)?;
    }
    // A program that was linked for this very run shows whether the lists are complete.
    let story = Graph::of(shell, "enkash-story")?;
    let found = story.missing_from(&shell.project.built("enkash-story"))?;
    let missing = found.context("the story is built before")?;
    ensure!(missing.is_empty(), "linked and not in the list of what is linked: {}", missing.join(", "));
    Ok(())
}

/// Whether a built library was there to be looked into. It holds the paths of the crates it was made of.
fn look_into(project: &Project, package: &Package, graph: &Graph) -> Result<bool> {
    let Some(library) = package.library else { return Ok(false) };
    let file = format!("{}{library}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let mut looked = false;
    for profile in ["debug", "release"] {
        if let Some(missing) = graph.missing_from(&project.target.join(profile).join(&file))? {
            ensure!(missing.is_empty(), "{file} holds crates that are not in its list: {}", missing.join(", "));
            looked = true;
        }
    }
    Ok(looked)
}
