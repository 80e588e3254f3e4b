# SPDX-License-Identifier: Apache-2.0
import docx
d=docx.Document(); d.add_heading('Componente 1. Gestión del riesgo',1); d.add_paragraph('Vigencia 2022')
t=d.add_table(3,4); 
for (r,c),v in {(0,0):'Subcomponente',(0,1):'Actividad',(0,3):'Responsable',(1,0):'1. Política',(1,1):'1.1',(1,2):'Actualizar la política',(1,3):'Planeación',(2,1):'1.2',(2,2):'Socializarla'}.items(): t.cell(r,c).text=v
t.cell(1,3).add_paragraph('Control Interno'); t.cell(0,1).merge(t.cell(0,2)); t.cell(1,0).merge(t.cell(2,0)); d.add_paragraph('Fin'); d.save('python-docx.docx')
